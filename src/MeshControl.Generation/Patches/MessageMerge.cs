using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Rendering;

namespace MeshControl.Generation.Patches;

/// <summary>Merges one message into another as users of patches expect: durations and wrappers are replaced as a whole (traffic specification 3.14).</summary>
internal static class MessageMerge
{
    public static void Merge(IMessage target, IMessage source, bool replacesLists = false)
    {
        foreach (var field in source.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(source);
            if (field.IsMap)
            {
                var entries = (IDictionary)field.Accessor.GetValue(target);
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    entries[entry.Key] = entry.Value;
                }
            }
            else if (field.IsRepeated)
            {
                MergeList((IList)field.Accessor.GetValue(target), (IList)value, replacesLists);
            }
            else if (IsSet(field, source, value))
            {
                MergeSingle(field, target, value, replacesLists);
            }
        }
    }

    /// <summary>Merges configurations of one type; of another type, or one that is not known, the later one stands.</summary>
    public static Any Merge(Any? target, Any source, bool replacesLists = false)
    {
        if (target is null || target.TypeUrl != source.TypeUrl || MessageTypes.Registry.Find(Any.GetTypeName(source.TypeUrl)) is not { } type)
        {
            return source;
        }

        var merged = type.Parser.ParseFrom(target.Value);
        Merge(merged, type.Parser.ParseFrom(source.Value), replacesLists);
        return Any.Pack(merged);
    }

    private static void MergeList(IList target, IList source, bool replaces)
    {
        if (replaces && source.Count > 0)
        {
            target.Clear();
        }

        foreach (var item in source)
        {
            target.Add(item);
        }
    }

    private static void MergeSingle(FieldDescriptor field, IMessage target, object value, bool replacesLists)
    {
        if (value is IMessage message && message is not (Duration or Any) && field.Accessor.GetValue(target) is IMessage existing)
        {
            Merge(existing, message, replacesLists);
            return;
        }

        field.Accessor.SetValue(target, value);
    }

    private static bool IsSet(FieldDescriptor field, IMessage source, object? value) => field.FieldType == FieldType.Message
        ? value is not null
        : field.HasPresence ? field.Accessor.HasValue(source) : !IsDefault(value);

    private static bool IsDefault(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        System.Enum number => Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => value.Equals(Activator.CreateInstance(value.GetType())),
    };
}
