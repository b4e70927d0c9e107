using System.Text.Json.Serialization;

namespace MeshControl.Incremental.Tests;

[JsonSerializable(typeof(EquatableTests.Pod))]
[JsonSerializable(typeof(string))]
internal sealed partial class EquatableJsonContext : JsonSerializerContext;
