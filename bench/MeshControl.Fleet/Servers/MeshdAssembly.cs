namespace MeshControl.Fleet.Servers;

/// <summary>Finds the meshd that was built in this checkout.</summary>
internal static class MeshdAssembly
{
    public static string Find()
    {
        const string built = "src/MeshControl.Server/bin/Release/net10.0/meshd.dll";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MeshControl.sln")))
                return Path.Combine(folder.FullName, built);
        }
        return built;
    }
}
