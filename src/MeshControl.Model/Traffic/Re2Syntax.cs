namespace MeshControl.Model.Traffic;

/// <summary>Tells whether Envoy's regular expression engine (RE2) takes a pattern; Envoy rejects a whole resource for one that it does not.</summary>
public static class Re2Syntax
{
    /// <summary>Longest pattern that is taken (traffic specification 4.16).</summary>
    public const int MaxLength = 1024;

    public static bool IsValid(string pattern) => pattern.Length <= MaxLength && new Re2Parser(pattern).Accepts();
}
