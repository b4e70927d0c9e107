namespace MeshControl.Model.Extensions;

/// <summary>What fetching a Wasm module brought: the verified module, or why there is none. Equal where hash and reason are.</summary>
/// <param name="Sha256">Lower-case hex over <paramref name="Bytes"/>; empty without a module.</param>
/// <param name="Bytes">The module.</param>
/// <param name="Problem">Why it could not be had; empty where it could.</param>
public sealed record WasmModule(string Sha256, ReadOnlyMemory<byte> Bytes, string Problem = "")
{
    public static WasmModule Missing(string problem) => new("", default, problem);

    public bool Equals(WasmModule? other) => other is not null && Sha256 == other.Sha256 && Problem == other.Problem;

    public override int GetHashCode() => HashCode.Combine(Sha256, Problem);
}
