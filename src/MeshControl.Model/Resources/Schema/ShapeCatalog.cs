using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MeshControl.Model.Resources.Core;

namespace MeshControl.Model.Resources.Schema;

/// <summary>Derives shapes from the source-generated JSON metadata of the records; a pure function of the types, remembered.</summary>
internal static class ShapeCatalog
{
    private static readonly ConcurrentDictionary<Type, Shape> Shapes = [];

    public static Shape Of(Type type)
    {
        if (Shapes.TryGetValue(type, out var known))
        {
            return known;
        }

        // Two threads may build the same shape: both are right, and one is kept.
        var built = new Dictionary<Type, Shape>();
        Build(type, built);
        foreach (var (builtType, shape) in built)
        {
            Shapes.TryAdd(builtType, shape);
        }

        return Shapes[type];
    }

    private static Shape Build(Type type, Dictionary<Type, Shape> built)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Shapes.TryGetValue(type, out var known) || built.TryGetValue(type, out known))
        {
            return known;
        }

        if (BuildLeaf(type) is { } leaf)
        {
            return built[type] = leaf;
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return built[type] = type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                ? new(ShapeKind.List, type) { Element = Build(arguments[0], built) }
                : new(ShapeKind.Map, type) { Element = Build(arguments[1], built), IntegerKeys = arguments[0] == typeof(int) };
        }

        return BuildObject(type, built);
    }

    private static Shape BuildObject(Type type, Dictionary<Type, Shape> built)
    {
        var shape = new Shape(ShapeKind.Object, type);
        built[type] = shape;
        var info = ResourceJsonContext.Default.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not in {nameof(ResourceJsonContext)}");
        var nullability = new NullabilityInfoContext();
        var fields = new List<FieldShape>();
        foreach (var property in info.Properties)
        {
            // Computed members have no setter and are no part of the document.
            if (property.AttributeProvider is PropertyInfo { CanWrite: true } member)
            {
                fields.Add(new(property.Name, fields.Count, Build(property.PropertyType, built), IsNullable(member, nullability), member.GetCustomAttribute<OneOfAttribute>()?.Group)
                {
                    Member = member.Name,
                    IsOptionalValue = System.Nullable.GetUnderlyingType(member.PropertyType) is not null,
                    Limits = member.GetCustomAttribute<LimitsAttribute>(),
                });
            }
        }

        shape.SetFields(fields);
        return shape;
    }

    private static bool IsNullable(PropertyInfo member, NullabilityInfoContext context) =>
        member.PropertyType.IsValueType || context.Create(member).WriteState == NullabilityState.Nullable;

    private static Shape? BuildLeaf(Type type)
    {
        if (type.IsEnum)
        {
            var members = type.GetFields(BindingFlags.Public | BindingFlags.Static);
            return new(ShapeKind.Enum, type)
            {
                EnumNumbers = members.ToFrozenDictionary(
                    m => m.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? m.Name,
                    m => (int)m.GetRawConstantValue()!),
            };
        }

        if (type == typeof(int))
        {
            return new(ShapeKind.Integer, type) { Minimum = int.MinValue, Maximum = int.MaxValue };
        }

        if (type == typeof(long))
        {
            return new(ShapeKind.Integer, type) { Minimum = long.MinValue, Maximum = long.MaxValue };
        }

        ShapeKind? kind = type == typeof(string) ? ShapeKind.String
            : type == typeof(bool) ? ShapeKind.Boolean
            : type == typeof(double) ? ShapeKind.Number
            : type == typeof(TimeSpan) ? ShapeKind.Duration
            : type == typeof(byte[]) ? ShapeKind.Bytes
            : type == typeof(IntOrString) ? ShapeKind.IntOrString
            : type == typeof(JsonElement) ? ShapeKind.Any
            : null;
        return kind is { } found ? new(found, type) : null;
    }
}
