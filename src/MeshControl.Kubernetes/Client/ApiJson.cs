using System.Text.Json.Serialization;

namespace MeshControl.Kubernetes.Client;

/// <summary>The few bodies that are read or written as wholes.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(VersionBody))]
[JsonSerializable(typeof(ResourceListBody))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ApiJson : JsonSerializerContext;
