namespace MeshControl.Model.Validation;

/// <summary>
/// Tells whether RE2, Envoy's regular expression engine, takes an expression (https://github.com/google/re2/wiki/Syntax);
/// Envoy rejects a whole resource for one that it does not. It knows the syntax only, it does not match.
/// </summary>
public static class Re2Syntax
{
    /// <summary>Longest expression that is taken, in characters.</summary>
    public const int MaxLength = 1024;

    public static bool IsValid(string expression) => expression.Length <= MaxLength && Check(expression) is null;

    /// <summary>Null when RE2 takes the expression, else what it refuses.</summary>
    public static string? Check(string expression)
    {
        var cursor = new Re2Cursor(expression);
        new Re2Parser(cursor).Parse();
        return cursor.Error;
    }
}
