using MeshControl.Architecture.Tests.Source;

namespace MeshControl.Architecture.Tests;

/// <summary>Where a newcomer finds a type, and how much of it there is to read.</summary>
public sealed class LayoutTests
{
    private const int MaxLines = 400;

    private static readonly SourceFile[] Files = [.. Repository.CSharpFiles.Select(SourceFile.Load)];

    [Fact]
    public void No_file_is_longer_than_400_lines() => Violations.None(
        Files.Where(file => file.Lines > MaxLines).Select(file => $"{file.Path}: {file.Lines} lines"),
        "Split it by what its parts are about.");

    [Fact]
    public void A_file_holds_one_top_level_type() => Violations.None(
        Files.Where(file => file.TopLevelTypes.Count > 1).Select(file => $"{file.Path}: {string.Join(", ", file.TopLevelTypes)}"),
        "Give each type a file of its own name.");

    [Fact]
    public void A_file_is_named_after_its_type() => Violations.None(
        from file in Files
        where file.TopLevelTypes.Count == 1
        let name = Path.GetFileNameWithoutExtension(file.Path)
        where name.Split('{', '.')[0] != file.TopLevelTypes[0]
        select $"{file.Path} holds {file.TopLevelTypes[0]}",
        "Rename the file; a generic type may be Name{T}.cs, a part of a partial type Name.Part.cs.");

    [Fact]
    public void A_namespace_is_the_folder_path() => Violations.None(
        from file in Files
        where file.TopLevelTypes.Count > 0
        let expected = string.Join('.', Path.GetDirectoryName(file.Path)!.Split('/').Skip(1))
        where file.Namespace != expected
        select $"{file.Path}: namespace {file.Namespace ?? "(not file-scoped)"}, expected {expected}",
        "Move the file or correct the namespace.");
}
