using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for one HTTP route of a VirtualService: what it does and where it sends requests.</summary>
internal static class HttpRouteRules
{
    public static void Validate(ValidationContext context, string path, HttpRoute route, bool isDelegate, bool appliesToMesh)
    {
        ValidateAction(context, path, route, isDelegate);
        for (var i = 0; i < route.Match.Count; i++)
        {
            HttpMatchRules.Validate(context, $"{path}.match[{i}]", route.Match[i], appliesToMesh);
        }

        HeaderRules.Operations(context, path + ".headers", route.Headers);
        var authority = HeaderRules.AuthorityWrites(route.Headers) + (route.Rewrite?.Authority.Length > 0 ? 1 : 0);
        if (authority > 1)
        {
            context.Error(FindingCode.ConflictingFields, path, "the authority is set in more than one place", "set it in rewrite.authority or in headers, once");
        }

        ValidateDestinations(context, path, route, authority > 0);
        ValidateMirrors(context, path, route);
        if (route.Redirect is { } redirect)
        {
            HttpActionRules.Redirect(context, path + ".redirect", redirect, route.Match);
        }

        if (route.DirectResponse is { } response)
        {
            HttpActionRules.DirectResponse(context, path + ".directResponse", response);
        }

        HttpActionRules.Rewrite(context, path + ".rewrite", route.Rewrite);
        HttpActionRules.Fault(context, path + ".fault", route.Fault);
        HttpActionRules.Retries(context, path + ".retries", route.Retries);
        HttpActionRules.Cors(context, path + ".corsPolicy", route.CorsPolicy);
        FieldRules.Duration(context, path + ".timeout", route.Timeout, zeroAllowed: true);
    }

    private static void ValidateAction(ValidationContext context, string path, HttpRoute route, bool isDelegate)
    {
        var actions = new List<string>();
        Note(route.Route.Count > 0, "route");
        Note(route.Redirect is not null, "redirect");
        Note(route.DirectResponse is not null, "directResponse");
        if (route.Delegate is { } target)
        {
            if (isDelegate)
            {
                context.Error(FindingCode.ConflictingFields, path + ".delegate", "a delegate cannot delegate again");
            }

            if (target.Name.Length == 0)
            {
                context.Error(FindingCode.MissingField, path + ".delegate.name", "the VirtualService to delegate to is not named", "add its name");
            }

            Note(true, "delegate");
        }

        if (actions.Count == 0)
        {
            context.Error(FindingCode.MissingField, path, "the route leads nowhere", "add route, redirect, directResponse or delegate");
        }
        else if (actions.Count > 1)
        {
            context.Error(FindingCode.ConflictingFields, path, $"{string.Join(", ", actions)} exclude each other", "keep one of them");
        }

        var answer = route.Redirect is not null ? "redirect" : "directResponse";
        if ((route.Redirect ?? (object?)route.DirectResponse) is not null && (route.Fault ?? (object?)route.Rewrite) is not null)
        {
            context.Error(FindingCode.ConflictingFields, path, $"{(route.Fault is null ? "rewrite" : "fault")} has no effect beside {answer}", $"remove it, or remove {answer}");
        }

        void Note(bool present, string name)
        {
            if (present)
            {
                actions.Add(name);
            }
        }
    }

    private static void ValidateDestinations(ValidationContext context, string path, HttpRoute route, bool authorityIsSet)
    {
        var total = 0L;
        for (var i = 0; i < route.Route.Count; i++)
        {
            var destination = route.Route[i];
            var at = $"{path}.route[{i}]";
            FieldRules.Destination(context, at + ".destination", destination.Destination);
            HeaderRules.Operations(context, at + ".headers", destination.Headers);
            if (authorityIsSet && HeaderRules.AuthorityWrites(destination.Headers) > 0)
            {
                context.Error(FindingCode.ConflictingFields, at + ".headers", "the authority is already set for the whole route", "set it in one place");
            }

            Weight(context, at + ".weight", destination.Weight);
            total += destination.Weight;
        }

        if (route.Route.Count > 1 && total == 0)
        {
            context.Error(FindingCode.InvalidWeight, path + ".route", "the weights of the destinations add up to 0", "give at least one destination a weight");
        }
    }

    public static void Weight(ValidationContext context, string path, int weight)
    {
        if (weight < 0)
        {
            context.Error(FindingCode.InvalidWeight, path, $"the weight {weight} is negative", "use 0 or more");
        }
    }

    private static void ValidateMirrors(ValidationContext context, string path, HttpRoute route)
    {
        if (route.Mirror is { } mirror)
        {
            FieldRules.Destination(context, path + ".mirror", mirror);
            if (route.Mirrors.Count > 0)
            {
                context.Error(FindingCode.ConflictingFields, path + ".mirrors", "mirror and mirrors exclude each other", "keep mirrors");
            }
        }

        for (var i = 0; i < route.Mirrors.Count; i++)
        {
            FieldRules.Destination(context, $"{path}.mirrors[{i}].destination", route.Mirrors[i].Destination);
            FieldRules.Percent(context, $"{path}.mirrors[{i}].percentage.value", route.Mirrors[i].Percentage?.Value);
        }

        FieldRules.Percent(context, path + ".mirrorPercentage.value", route.MirrorPercentage?.Value);
        if (route.MirrorPercent is { } percent)
        {
            FieldRules.Percent(context, path + ".mirrorPercent", percent);
            context.Warning(FindingCode.Deprecated, path + ".mirrorPercent", "mirrorPercent is deprecated", "use mirrorPercentage");
        }
    }
}
