using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Analysis.Traffic;

/// <summary>A destination of a VirtualService and where it is written.</summary>
internal readonly record struct RoutedDestination(string Path, Destination Destination, bool IsMirror)
{
    public static IEnumerable<RoutedDestination> Of(VirtualService spec)
    {
        var found = new List<RoutedDestination>();
        for (var i = 0; i < spec.Tcp.Count; i++)
        {
            Add($"tcp[{i}]", spec.Tcp[i].Route);
        }

        for (var i = 0; i < spec.Tls.Count; i++)
        {
            Add($"tls[{i}]", spec.Tls[i].Route);
        }

        for (var i = 0; i < spec.Http.Count; i++)
        {
            var route = spec.Http[i];
            for (var j = 0; j < route.Route.Count; j++)
            {
                Note($"http[{i}].route[{j}].destination", route.Route[j].Destination, false);
            }

            Note($"http[{i}].mirror", route.Mirror, true);
            for (var j = 0; j < route.Mirrors.Count; j++)
            {
                Note($"http[{i}].mirrors[{j}].destination", route.Mirrors[j].Destination, true);
            }
        }

        return found;

        void Add(string path, IReadOnlyList<RouteDestination> destinations)
        {
            for (var j = 0; j < destinations.Count; j++)
            {
                Note($"{path}.route[{j}].destination", destinations[j].Destination, false);
            }
        }

        void Note(string path, Destination? destination, bool isMirror)
        {
            if (destination is not null)
            {
                found.Add(new($"spec.{path}", destination, isMirror));
            }
        }
    }
}
