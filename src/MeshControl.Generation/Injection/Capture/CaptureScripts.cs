using System.Globalization;

namespace MeshControl.Generation.Injection.Capture;

/// <summary>What the init container runs: POSIX sh, so that any image with iptables does.</summary>
public static class CaptureScripts
{
    /// <summary>Environment variable of the rules for IPv4 and IPv6.</summary>
    public const string RulesIPv4 = "CAPTURE_RULES_IPV4";

    public const string RulesIPv6 = "CAPTURE_RULES_IPV6";

    /// <summary>
    /// Writes the rules of each family that the pod has an address of. Chains of its own are rewritten and jumps to them are removed first, so that a
    /// container that runs again leaves what it found.
    /// </summary>
    public static string Apply { get; } = """
        set -e
        apply() {
          table=
          printf '%s' "$2" | while read -r op chain rest; do
            case "$op" in
            '*'*) table=${op#?} ;;
            -A|-I)
              [ "$op" = -A ] || rest=${rest#1 }
              case "$chain" in PREROUTING|OUTPUT)
                while "$1" -w 30 -t "$table" -D "$chain" $rest 2>/dev/null; do :; done ;;
              esac ;;
            esac
          done
          printf '%s' "$2" | "$1-restore" --noflush -w 30
        }
        route() {
          ip -f "$1" rule del fwmark 1337 lookup 133 2>/dev/null || :
          ip -f "$1" rule add fwmark 1337 lookup 133
          ip -f "$1" route replace local default dev lo table 133
        }
        has_ipv6() {
          [ -r /proc/net/if_inet6 ] || return 1
          while read -r address index length scope rest; do
            [ "$scope" != 00 ] || return 0
          done < /proc/net/if_inet6
          return 1
        }
        case "$CAPTURE_RULES_IPV4" in *' TPROXY '*) route inet ;; esac
        apply iptables "$CAPTURE_RULES_IPV4"
        if has_ipv6; then
          case "$CAPTURE_RULES_IPV6" in *' TPROXY '*) route inet6 ;; esac
          apply ip6tables "$CAPTURE_RULES_IPV6"
        fi
        iptables-save 2>/dev/null || :
        """;

    /// <summary>
    /// Where a CNI plugin writes the rules: an Envoy listens where captured connections arrive, and a connection to a port that nobody listens on must
    /// reach it, once the Envoy answers at all. Exits with 126 where it does not, which repair controllers of such plugins look for.
    /// </summary>
    public static string Validate { get; } = """
        /usr/local/bin/envoy -l off --disable-hot-restart --config-yaml "$CAPTURE_PROBE" &
        envoy=$!
        hears() { { exec 3<>"/dev/tcp/$1/$2" && read -r -t 5 answer <&3; } 2>/dev/null && [ "$answer" = captured ]; }
        [[ "$CAPTURE_PROBE" =~ port_value:\ ([0-9]+) ]]
        for attempt in {1..120}; do
          ! hears 127.0.0.1 "${BASH_REMATCH[1]}" && kill -0 "$envoy" 2>/dev/null || break
          sleep 0.5
        done
        for attempt in {1..10}; do
          if hears 127.0.0.6 15002; then
            kill "$envoy"; wait "$envoy" || :
            echo "traffic is captured"
            exit 0
          fi
          sleep 0.5
        done
        kill "$envoy" 2>/dev/null; wait "$envoy" || :
        echo "traffic is not captured: the CNI plugin has not set up this pod" >&2
        exit 126
        """;

    /// <summary>The Envoy of <see cref="Validate"/>: one listener that says a word.</summary>
    public static string Probe(int port) => ProbeConfig.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string ProbeConfig = """
        static_resources:
          listeners:
          - address: {socket_address: {address: 127.0.0.1, port_value: PORT}}
            filter_chains:
            - filters:
              - name: answer
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.network.direct_response.v3.Config
                  response: {inline_string: "captured\n"}
        """;
}
