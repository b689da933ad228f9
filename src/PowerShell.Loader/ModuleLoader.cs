using System.Management.Automation;
using System.Reflection;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// Loads the module's assembly, once a process: a module that is imported again, or into a second runspace, finds the connections of the
/// first. Thread-safe.
/// </summary>
public static class ModuleLoader
{
    private const string ModuleAssembly = "MultiBatch.PowerShell";

    // Under this name another copy of the module finds the loader that is at work.
    private const string DataName = "MultiBatch.PowerShell.Loader";
    private static readonly object Gate = new();
    private static Assembly? _module;
    private static int _imports;

    /// <summary>The folder of this assembly and of everything the module needs.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

    /// <summary>The assembly of the module, with dependencies from <see cref="Folder"/> only where the runtime can tell them apart.</summary>
    /// <exception cref="FileNotFoundException">The folder is not whole.</exception>
    public static Assembly Load()
    {
        lock (Gate)
        {
            _imports++;
            if (_module is null)
            {
                _module = FolderAssemblies.Load(Folder, ModuleAssembly);
                AppDomain.CurrentDomain.SetData(DataName, typeof(ModuleLoader).Assembly);
            }

            return _module;
        }
    }

    /// <summary>What is left to do once the cmdlets have been imported: exports them where PowerShell did not, and adds the views.</summary>
    /// <param name="cmdlets">The module of the assembly.</param>
    /// <param name="session">The session of the module that has imported it.</param>
    /// <param name="root">The folder of that module.</param>
    /// <param name="addViews">Adds the views to the session.</param>
    /// <returns>What to warn of; null when there is nothing.</returns>
    public static string? Complete(PSModuleInfo cmdlets, SessionState session, string root, ScriptBlock addViews)
    {
        bool isFirst;
        lock (Gate)
        {
            isFirst = _imports == 1;
        }

        // The only import so far cannot have met an assembly that PowerShell knew already.
        if (!isFirst)
        {
            ModuleExports.Complete(session.Module, cmdlets);
        }

        ModuleViews.Add(addViews);
        return string.Equals(Path.GetDirectoryName(Folder), Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar), StringComparison.OrdinalIgnoreCase)
            ? null
            : $"The MultiBatch module of '{Folder}' is loaded in this process and goes on being used; begin a new session to use the one in '{root}'.";
    }
}
