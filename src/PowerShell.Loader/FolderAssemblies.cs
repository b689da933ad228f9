#if NETFRAMEWORK
using System.Reflection;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// Windows PowerShell has one context for all assemblies. Those of the module's folder are found when one of them asks for another and the
/// runtime has found none; nobody else gets anything from that folder.
/// </summary>
internal static class FolderAssemblies
{
    private static string? _folder;

    public static Assembly Load(string folder, string name)
    {
        _folder = folder;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        return Assembly.LoadFrom(Path.Combine(folder, name + ".dll"));
    }

    private static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        // A request of another module is none of our business, even when we could serve it.
        if (_folder is null || request.RequestingAssembly is not { IsDynamic: false } requesting || !IsInFolder(requesting))
        {
            return null;
        }

        var path = Path.Combine(_folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsInFolder(Assembly assembly) =>
        assembly.Location.Length > 0 && string.Equals(Path.GetDirectoryName(assembly.Location), _folder, StringComparison.OrdinalIgnoreCase);
}
#else
using System.Reflection;
using System.Runtime.Loader;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// The module and its dependencies in a context of their own: the session may have other versions of the same assemblies loaded. What the
/// folder does not hold (PowerShell itself, the runtime) is the session's.
/// </summary>
internal static class FolderAssemblies
{
    public static Assembly Load(string folder, string name) => new Context(folder).LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));

    private sealed class Context(string folder) : AssemblyLoadContext("MultiBatch", isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var loader = typeof(ModuleLoader).Assembly;
            if (assemblyName.Name == loader.GetName().Name)
            {
                return loader;
            }

            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
#endif
