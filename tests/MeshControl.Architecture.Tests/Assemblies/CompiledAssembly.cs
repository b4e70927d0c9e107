using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MeshControl.Architecture.Tests.Assemblies;

/// <summary>What a compiled project calls and keeps, read from its metadata and IL.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;

    public CompiledAssembly(string name)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Every member of another assembly used by a method body, with the type that uses it.</summary>
    public IEnumerable<(string User, string Type, string Member)> UsedMembers() =>
        from handle in _metadata.MethodDefinitions
        let method = _metadata.GetMethodDefinition(handle)
        where method.RelativeVirtualAddress != 0
        let user = $"{TypeNameProvider.OutermostNameOf(_metadata, method.GetDeclaringType())}.{_metadata.GetString(method.Name)}"
        from token in Tokens(_file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [])
        let member = Resolve(MetadataTokens.EntityHandle(token))
        where member.HasValue
        select (user, member.Value.Type, member.Value.Name);

    /// <summary>Fields of hand-written types: owner, name, type, whether static and whether only set while constructing.</summary>
    public IEnumerable<(string Owner, string Name, string Type, bool IsStatic, bool IsReadOnly)> Fields() =>
        from typeHandle in _metadata.TypeDefinitions
        let type = _metadata.GetTypeDefinition(typeHandle)
        where !IsGenerated(type)
        from fieldHandle in type.GetFields()
        let field = _metadata.GetFieldDefinition(fieldHandle)
        where !field.Attributes.HasFlag(FieldAttributes.Literal)
        select (
            TypeNameProvider.OutermostNameOf(_metadata, typeHandle),
            _metadata.GetString(field.Name),
            field.DecodeSignature(new TypeNameProvider(), null),
            field.Attributes.HasFlag(FieldAttributes.Static),
            field.Attributes.HasFlag(FieldAttributes.InitOnly));

    public void Dispose() => _file.Dispose();

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? 0xFE00 | il[at + 1] : il[at];
            at += code > 0xFF ? 2 : 1;
            switch (Operands[code])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    yield return BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at));
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at)));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private (string Type, string Name)? Resolve(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
        return (TypeNameProvider.NameOf(_metadata, member.Parent), _metadata.GetString(member.Name));
    }

    /// <summary>Compiled from lambdas, by a source generator, or inside such a type.</summary>
    private bool IsGenerated(TypeDefinition type) =>
        _metadata.GetString(type.Name).Contains('<', StringComparison.Ordinal)
        || type.GetCustomAttributes().Any(handle => AttributeName(handle) is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute")
        || (type.GetDeclaringType() is { IsNil: false } outer && IsGenerated(_metadata.GetTypeDefinition(outer)));

    private string AttributeName(CustomAttributeHandle handle)
    {
        var constructor = _metadata.GetCustomAttribute(handle).Constructor;
        return constructor.Kind == HandleKind.MemberReference
            ? TypeNameProvider.NameOf(_metadata, _metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent).Split('.')[^1]
            : "";
    }
}
