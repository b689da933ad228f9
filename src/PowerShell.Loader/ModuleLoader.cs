using System.Reflection;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// Loads the module's assembly, once a process: a module that is imported again, or into a second runspace, finds the connections of the
/// first. Thread-safe.
/// </summary>
public static class ModuleLoader
{
    private const string ModuleAssembly = "MultiBatch.PowerShell";
    private static readonly object Gate = new();
    private static Assembly? _module;

    /// <summary>The folder of this assembly and of everything the module needs.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

    /// <summary>The assembly of the module, with dependencies from <see cref="Folder"/> only where the runtime can tell them apart.</summary>
    /// <exception cref="FileNotFoundException">The folder is not whole.</exception>
    public static Assembly Load()
    {
        lock (Gate)
        {
            return _module ??= FolderAssemblies.Load(Folder, ModuleAssembly);
        }
    }
}
