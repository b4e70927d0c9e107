"""Calls the echo service with grpcio and prints what it saw as one JSON object.

Usage: python3 echo_client.py <host:port>
"""
import hashlib
import json
import queue
import sys

import grpc

SERVICE = "/meshcontrol.test.Echo/"
UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def encode(text):
    """google.protobuf.StringValue: one length-delimited field with number 1."""
    body = text.encode()
    if not body:
        return body
    length, rest = bytearray(), len(body)
    while rest > 127:
        length.append((rest & 127) | 128)
        rest >>= 7
    length.append(rest)
    return b"\x0a" + bytes(length) + body


def decode(data):
    at = 1
    while data[at] & 128:
        at += 1
    return data[at + 1:]


def connect(**options):
    return grpc.insecure_channel(sys.argv[1], options=UNLIMITED + list(options.items()))


def unary(channel, method, text, **options):
    return channel.unary_unary(SERVICE + method)(encode(text), **options)


def unary_error(channel, method, text, **options):
    try:
        unary(channel, method, text, **options)
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call should have failed")


def duplex(channel, method, timeout=None):
    """A stream and the queue of its requests; None in the queue half-closes."""
    requests = queue.Queue()
    call = channel.stream_stream(SERVICE + method)(iter(requests.get, None), timeout=timeout)
    return call, requests


def main():
    channel = connect()
    result = {
        "unary": decode(unary(channel, "Unary", "hello")).decode(),
        "largeUnaryLength": len(decode(unary(channel, "Unary", "x" * 1000000))),
    }

    call, requests = duplex(channel, "Duplex")
    call.initial_metadata()
    result["headersFirst"] = True
    result["duplex"] = []
    for text in ("a", "b", "c"):
        requests.put(encode(text))
        result["duplex"].append(decode(next(call)).decode())
    requests.put(None)
    result["duplexStatus"] = call.code().value[0]

    call, requests = duplex(channel, "Push")
    requests.put(encode("go"))
    requests.put(None)
    result["pushSha256"] = [hashlib.sha256(decode(answer)).hexdigest() for answer in call]

    failed = unary_error(channel, "Fail", "7")
    trailers = dict(failed.trailing_metadata())
    result["failCode"] = failed.code().value[0]
    result["failText"] = failed.details()
    result["failDetails"] = [trailers["grpc-status-details-bin"].hex()]
    result["failTrailer"] = [trailers["x-reason"]]

    result["unknownMethod"] = unary_error(channel, "Nobody", "x").code().value[0]

    call, requests = duplex(channel, "Duplex")
    requests.put(encode(""))
    result["invalid"] = call.code().value[0]
    requests.put(None)

    call, requests = duplex(channel, "Duplex")
    call.initial_metadata()
    call.cancel()
    result["cancelled"] = call.code().value[0]
    requests.put(None)

    call, requests = duplex(channel, "Duplex", timeout=0.3)
    result["deadline"] = call.code().value[0]
    requests.put(None)

    zipped = unary_error(channel, "Unary", "zip" * 1000, compression=grpc.Compression.Gzip)
    result["compressed"] = zipped.code().value[0]
    print(json.dumps(result))


main()
