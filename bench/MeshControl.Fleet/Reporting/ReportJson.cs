using System.Text.Json.Serialization;

namespace MeshControl.Fleet.Reporting;

/// <summary>How a report is written for other programs.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FleetReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
