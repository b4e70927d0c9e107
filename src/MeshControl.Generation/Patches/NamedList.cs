using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Operations on filters, which are found by name (traffic specification 3.14).</summary>
internal static class NamedList
{
    /// <summary>Applies an operation; without anything to work on it does nothing.</summary>
    /// <param name="items">The filters, changed in place.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="wanted">Name of the filter that the patch is about; empty where it says none.</param>
    /// <param name="value">The patch's filter; null where it has none that can be read.</param>
    /// <param name="name">Name of a filter.</param>
    /// <param name="merge">Merges the second into the first.</param>
    public static void Apply<T>(IList<T> items, EnvoyFilterOperation operation, string wanted, T? value, Func<T, string> name, Action<T, T> merge)
        where T : class
    {
        if (operation == EnvoyFilterOperation.Remove)
        {
            for (var i = items.Count - 1; i >= 0 && wanted.Length > 0; i--)
            {
                if (name(items[i]) == wanted)
                {
                    items.RemoveAt(i);
                }
            }

            return;
        }

        if (value is null)
        {
            return;
        }

        var at = wanted.Length == 0 ? -1 : items.Select(name).ToList().IndexOf(wanted);
        switch (operation)
        {
            case EnvoyFilterOperation.Add:
                items.Add(value);
                break;
            case EnvoyFilterOperation.InsertFirst:
                items.Insert(0, value);
                break;
            case EnvoyFilterOperation.InsertBefore when wanted.Length == 0 || at >= 0:
                items.Insert(Math.Max(at, 0), value);
                break;
            case EnvoyFilterOperation.InsertAfter when wanted.Length == 0 || at >= 0:
                items.Insert(wanted.Length == 0 ? items.Count : at + 1, value);
                break;
            case EnvoyFilterOperation.Replace when at >= 0:
                items[at] = value;
                break;
            case EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList:
                foreach (var item in items.Where(item => wanted.Length > 0 && name(item) == wanted))
                {
                    merge(item, value);
                }

                break;
        }
    }
}
