using MeshControl.Architecture.Tests.Assemblies;

namespace MeshControl.Architecture.Tests;

/// <summary>The same facts make the same bytes: what the mesh is and what is sent for it depend on nothing else.</summary>
public sealed class PurityTests
{
    /// <summary>Types no member of which may be used, or <c>Type.Member</c>: the clock, the machine, chance, the disk, the network, other threads.</summary>
    private static readonly string[] Forbidden =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Environment", "System.AppContext",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Console",
        "System.Diagnostics.Process", "System.Net.Dns", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Threading.Thread",
        "System.Threading.Timer", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Parallel",
    ];

    private static readonly string[] MutableCollections =
    [
        "System.Collections.Generic.List`1", "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.SortedDictionary`2", "System.Collections.Generic.Queue`1", "System.Collections.Generic.Stack`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2", "System.Runtime.CompilerServices.ConditionalWeakTable`2", "System.Text.StringBuilder",
    ];

    private static readonly string[] Tolerated =
    [
        // Per thread, who is computing what.
        "MeshControl.Incremental.Internal.ComputeStack.ThisThread",
        // What reflection says of a type, which never changes.
        "MeshControl.Model.Resources.Schema.ShapeCatalog.Shapes",
    ];

    [Theory]
    [InlineData("MeshControl.Model")]
    [InlineData("MeshControl.Generation")]
    public void A_pure_project_uses_no_clock_machine_chance_or_io(string project)
    {
        using var assembly = new CompiledAssembly(project);
        Violations.None(
            assembly.UsedMembers()
                .Where(used => !used.User.StartsWith("System.Text.RegularExpressions.Generated", StringComparison.Ordinal))
                // Compiled into every iterator method.
                .Where(used => used.Member != "get_CurrentManagedThreadId")
                .Where(used => Forbidden.Contains(used.Type) || Forbidden.Contains($"{used.Type}.{used.Member}"))
                .Select(used => $"{used.User} uses {used.Type}.{used.Member}")
                .Distinct(StringComparer.Ordinal),
            "Pass the value in as a fact, or do it in a project at the edge.");
    }

    [Theory]
    [InlineData("MeshControl.Model")]
    [InlineData("MeshControl.Generation")]
    [InlineData("MeshControl.Incremental")]
    public void A_pure_project_keeps_no_static_state(string project)
    {
        using var assembly = new CompiledAssembly(project);
        Violations.None(
            assembly.Fields()
                .Where(field => field.IsStatic && !field.Name.Contains('<', StringComparison.Ordinal))
                .Where(field => !field.IsReadOnly || MutableCollections.Contains(field.Type))
                .Where(field => !Tolerated.Contains($"{field.Owner}.{field.Name}"))
                .Select(field => $"{field.Owner}.{field.Name} is {(field.IsReadOnly ? "" : "an assignable ")}{field.Type}"),
            "Make it readonly and immutable (ImmutableArray, FrozenDictionary, FrozenSet), or a value that is passed.");
    }

    [Fact]
    public void A_builder_is_not_kept()
    {
        using var assembly = new CompiledAssembly("MeshControl.Generation");
        Violations.None(
            assembly.Fields()
                .Where(field => field.Type.StartsWith("MeshControl.", StringComparison.Ordinal) && field.Type.EndsWith("Builder", StringComparison.Ordinal))
                .Select(field => $"{field.Owner}.{field.Name} is a {field.Type}"),
            "A builder may collect while one value is built; make a new one each time, or a pure static function.");
    }

    [Fact]
    public void The_scan_sees_what_a_method_uses()
    {
        using var assembly = new CompiledAssembly("MeshControl.Architecture.Tests");

        Assert.Contains(assembly.UsedMembers(), used => used is { Type: "System.IO.File", Member: "ReadAllText" } && used.User.EndsWith("Repository.Read", StringComparison.Ordinal));
        Assert.Contains(assembly.Fields(), field => field is { Name: "MutableCollections", IsStatic: true, IsReadOnly: true, Type: "String[]" });
    }
}
