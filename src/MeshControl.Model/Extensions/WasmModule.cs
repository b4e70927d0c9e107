namespace MeshControl.Model.Extensions;

/// <summary>A fetched and verified Wasm module; equal where the hash of its bytes is.</summary>
/// <param name="Sha256">Lower-case hex over <paramref name="Bytes"/>.</param>
/// <param name="Bytes">The module.</param>
public sealed record WasmModule(string Sha256, ReadOnlyMemory<byte> Bytes)
{
    public bool Equals(WasmModule? other) => other is not null && Sha256 == other.Sha256;

    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);
}
