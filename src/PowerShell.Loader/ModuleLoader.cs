using System.Reflection;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// Loads the module's assembly, once a process: a module that is imported again, or into a second runspace, finds the connections of the
/// first. Thread-safe.
/// </summary>
public static class ModuleLoader
{
    private const string ModuleAssembly = "MultiBatch.PowerShell";

    // Under this name the module finds the loader that another copy of it has brought.
    private const string DataName = "MultiBatch.PowerShell.Loader";
    private static readonly object Gate = new();
    private static Assembly? _module;

    /// <summary>The folder of this assembly and of everything the module needs.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

    /// <summary>Held by whichever runspace adds the module's views: runspaces of a pool share the list they go into.</summary>
    public static object Views { get; } = new();

    /// <summary>The assembly of the module, with dependencies from <see cref="Folder"/> only where the runtime can tell them apart.</summary>
    /// <exception cref="FileNotFoundException">The folder is not whole.</exception>
    public static Assembly Load()
    {
        lock (Gate)
        {
            if (_module is null)
            {
                _module = FolderAssemblies.Load(Folder, ModuleAssembly);
                AppDomain.CurrentDomain.SetData(DataName, typeof(ModuleLoader));
            }

            return _module;
        }
    }

    /// <summary>Whether the assembly comes from a module's folder, and not from another copy of the module.</summary>
    /// <param name="module">The folder of the module.</param>
    public static bool IsOf(string module) => string.Equals(Path.GetDirectoryName(Folder), Path.GetFullPath(module).TrimEnd(Path.DirectorySeparatorChar), StringComparison.OrdinalIgnoreCase);
}
