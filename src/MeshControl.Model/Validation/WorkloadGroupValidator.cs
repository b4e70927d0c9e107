using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for WorkloadGroups.</summary>
internal sealed class WorkloadGroupValidator() : SpecValidator<WorkloadGroup>(KindCatalog.WorkloadGroup)
{
    protected override void Validate(WorkloadGroup spec, ValidationContext context)
    {
        if (spec.Template is null)
        {
            context.Error(FindingCode.MissingField, "template", "a WorkloadGroup needs a template");
        }
        else
        {
            WorkloadEntryRules.Validate(context, "template", spec.Template, isTemplate: true);
        }

        if (spec.Probe is { } probe)
        {
            ValidateProbe(context, probe);
        }
    }

    private static void ValidateProbe(ValidationContext context, ReadinessProbe probe)
    {
        FieldRules.NotNegative(context, "probe.initialDelaySeconds", probe.InitialDelaySeconds);
        FieldRules.NotNegative(context, "probe.timeoutSeconds", probe.TimeoutSeconds);
        FieldRules.NotNegative(context, "probe.periodSeconds", probe.PeriodSeconds);
        FieldRules.NotNegative(context, "probe.successThreshold", probe.SuccessThreshold);
        FieldRules.NotNegative(context, "probe.failureThreshold", probe.FailureThreshold);
        if (probe.HttpGet is { } get)
        {
            FieldRules.Port(context, "probe.httpGet.port", get.Port);
            for (var i = 0; i < get.HttpHeaders.Count; i++)
            {
                HeaderRules.Name(context, $"probe.httpGet.httpHeaders[{i}].name", get.HttpHeaders[i].Name);
            }

            if (get.Scheme is not ("" or "HTTP" or "HTTPS"))
            {
                context.Error(FindingCode.InvalidValue, "probe.httpGet.scheme", $"\"{get.Scheme}\" is not a scheme", "use HTTP or HTTPS");
            }
        }

        if (probe.TcpSocket is { } socket)
        {
            FieldRules.Port(context, "probe.tcpSocket.port", socket.Port);
        }

        if (probe.Exec is { Command.Count: 0 })
        {
            context.Error(FindingCode.MissingField, "probe.exec.command", "the probe has no command");
        }
    }
}
