using System.Globalization;
using System.Text;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for what an HTTP route does besides choosing a destination.</summary>
internal static class HttpActionRules
{
    private static readonly string[] GrpcStatuses =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    private const int MaxBody = 1024 * 1024;
    private const int LargeBody = 100 * 1024;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*"];

    private static readonly string[] RetryConditions =
    [
        "5xx", "gateway-error", "reset", "reset-before-request", "connect-failure", "retriable-4xx", "refused-stream", "retriable-status-codes",
        "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure", "cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    ];

    public static void Redirect(ValidationContext context, string path, HttpRedirect redirect, IReadOnlyList<HttpMatchRequest> matches)
    {
        if (redirect.Uri.Length > 0 && redirect.PrefixRewrite.Length > 0)
        {
            context.Error(FindingCode.ConflictingFields, path, "uri and prefixRewrite exclude each other", "keep one of them");
        }

        if (redirect.PrefixRewrite.Length > 0 && (matches.Count == 0 || matches.Any(m => m.Uri?.Prefix is null)))
        {
            context.Error(FindingCode.ConflictingFields, path + ".prefixRewrite", "a prefix can only be rewritten where every match has a uri.prefix");
        }

        if (redirect is { Uri: "", Authority: "", PrefixRewrite: "", Scheme: "", RedirectCode: 0, Port: null, DerivePort: null })
        {
            context.Error(FindingCode.MissingField, path, "the redirect changes nothing", "set uri, authority, scheme or port");
        }

        if (redirect.RedirectCode is not 0 and (< 300 or > 399))
        {
            context.Error(FindingCode.InvalidValue, path + ".redirectCode", $"{redirect.RedirectCode} is not a redirect", "use 301, 302, 303, 307 or 308");
        }

        if (redirect.Scheme is not ("" or "http" or "https"))
        {
            context.Error(FindingCode.InvalidValue, path + ".scheme", $"\"{redirect.Scheme}\" is not a scheme", "use http or https");
        }

        if (redirect.Port is { } port)
        {
            FieldRules.Port(context, path + ".port", port);
        }
    }

    public static void DirectResponse(ValidationContext context, string path, HttpDirectResponse response)
    {
        if (response.Status is < 200 or > 600)
        {
            context.Error(FindingCode.InvalidValue, path + ".status", $"{response.Status} is not a response status", "use 200 to 599");
        }

        var size = response.Body?.String is { } text ? Encoding.UTF8.GetByteCount(text) : response.Body?.Bytes?.Length ?? 0;
        if (size >= MaxBody)
        {
            context.Error(FindingCode.InvalidValue, path + ".body", $"the body has {size} bytes", "at most 1 MB is allowed");
        }
        else if (size > LargeBody)
        {
            context.Warning(FindingCode.InvalidValue, path + ".body", $"the body has {size} bytes, which every proxy keeps in memory", "serve it from a service");
        }
    }

    public static void Rewrite(ValidationContext context, string path, HttpRewrite? rewrite)
    {
        if (rewrite is null)
        {
            return;
        }

        if (rewrite.Uri.Length > 0 && rewrite.UriRegexRewrite is not null)
        {
            context.Error(FindingCode.ConflictingFields, path, "uri and uriRegexRewrite exclude each other", "keep one of them");
        }

        if (rewrite is { Uri: "", Authority: "", UriRegexRewrite: null })
        {
            context.Error(FindingCode.MissingField, path, "the rewrite changes nothing", "set uri, uriRegexRewrite or authority");
        }

        if (rewrite.UriRegexRewrite is { } regex)
        {
            if (regex.Match.Length == 0 || regex.Rewrite.Length == 0)
            {
                context.Error(FindingCode.MissingField, path + ".uriRegexRewrite", "match and rewrite are required");
            }

            FieldRules.Regex(context, path + ".uriRegexRewrite.match", regex.Match);
        }
    }

    public static void Fault(ValidationContext context, string path, HttpFaultInjection? fault)
    {
        if (fault is null)
        {
            return;
        }

        if (fault.Abort is null && fault.Delay is null)
        {
            context.Error(FindingCode.MissingField, path, "the fault does nothing", "add delay or abort");
        }

        FieldRules.Percent(context, path + ".delay.percentage.value", fault.Delay?.Percentage?.Value);
        FieldRules.Percent(context, path + ".delay.percent", fault.Delay?.Percent);
        FieldRules.Percent(context, path + ".abort.percentage.value", fault.Abort?.Percentage?.Value);
        FieldRules.Duration(context, path + ".delay.fixedDelay", fault.Delay?.FixedDelay);
        if (fault.Delay is { FixedDelay: null })
        {
            context.Error(FindingCode.MissingField, path + ".delay.fixedDelay", "a delay needs a duration", "set fixedDelay; exponentialDelay is not supported");
        }

        if (fault.Abort?.Http2Error is not null)
        {
            context.Error(FindingCode.InvalidValue, path + ".abort.http2Error", "HTTP/2 errors cannot be injected", "use httpStatus or grpcStatus");
        }
        else if (fault.Abort is { HttpStatus: null, GrpcStatus: null })
        {
            context.Warning(FindingCode.NoEffect, path + ".abort", "an abort without a status does nothing", "set httpStatus or grpcStatus");
        }

        if (fault.Abort?.GrpcStatus is { } name && !GrpcStatuses.Contains(name))
        {
            context.Error(FindingCode.InvalidValue, path + ".abort.grpcStatus", $"\"{name}\" is not a gRPC status", $"use one of {string.Join(", ", GrpcStatuses)}");
        }

        if (fault.Abort?.HttpStatus is { } status and (< 200 or > 600))
        {
            context.Error(FindingCode.InvalidValue, path + ".abort.httpStatus", $"{status} is not a response status", "use 200 to 599");
        }
    }

    public static void Retries(ValidationContext context, string path, HttpRetry? retries)
    {
        if (retries is null)
        {
            return;
        }

        FieldRules.NotNegative(context, path + ".attempts", retries.Attempts);
        if (retries.Attempts == 0 && (retries.PerTryTimeout is not null || retries.RetryOn.Length > 0 || retries.RetryRemoteLocalities is not null))
        {
            context.Error(FindingCode.ConflictingFields, path, "0 attempts switch retries off, so the other fields have no effect", "set attempts, or remove the others");
        }

        FieldRules.Duration(context, path + ".perTryTimeout", retries.PerTryTimeout, zeroAllowed: true);
        FieldRules.Duration(context, path + ".backoff", retries.Backoff);
        foreach (var condition in retries.RetryOn.Split(',', StringSplitOptions.TrimEntries).Where(_ => retries.RetryOn.Length > 0))
        {
            var isStatus = int.TryParse(condition, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and < 600;
            if (!isStatus && !RetryConditions.Contains(condition))
            {
                context.Error(FindingCode.InvalidValue, path + ".retryOn", $"\"{condition}\" is not a retry condition", $"use a status code or one of {string.Join(", ", RetryConditions)}");
            }
        }
    }

    public static void Cors(ValidationContext context, string path, CorsPolicy? cors)
    {
        if (cors is null)
        {
            return;
        }

        for (var i = 0; i < cors.AllowOrigins.Count; i++)
        {
            FieldRules.Match(context, $"{path}.allowOrigins[{i}]", cors.AllowOrigins[i]);
        }

        for (var i = 0; i < cors.AllowMethods.Count; i++)
        {
            if (!Methods.Contains(cors.AllowMethods[i]))
            {
                context.Error(FindingCode.InvalidValue, $"{path}.allowMethods[{i}]", $"\"{cors.AllowMethods[i]}\" is not an HTTP method", "write it in upper case");
            }
        }

        Names(context, path + ".allowHeaders", cors.AllowHeaders);
        Names(context, path + ".exposeHeaders", cors.ExposeHeaders);
        if (cors.MaxAge is { } age && (age < TimeSpan.Zero || age.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            context.Error(FindingCode.InvalidDuration, path + ".maxAge", "maxAge is counted in seconds", "use whole seconds");
        }
    }

    private static void Names(ValidationContext context, string path, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            HeaderRules.Name(context, $"{path}[{i}]", names[i]);
        }
    }
}
