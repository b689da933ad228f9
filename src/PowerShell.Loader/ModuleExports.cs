using System.Management.Automation;
using System.Reflection;

namespace MultiBatch.PowerShell.Loader;

/// <summary>Sees to it that a module exports the cmdlets of the assembly it has imported.</summary>
internal static class ModuleExports
{
    /// <summary>On a second import PowerShell does not hand on the cmdlets of an assembly it knows (PowerShell issue 20710).</summary>
    public static void Complete(PSModuleInfo module, PSModuleInfo cmdlets)
    {
        if (module.ExportedCmdlets.Count > 0)
        {
            return;
        }

        // A PowerShell without this method hands them on.
        var add = typeof(PSModuleInfo).GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic);
        foreach (var cmdlet in cmdlets.ExportedCmdlets.Values)
        {
            add?.Invoke(module, [cmdlet]);
        }
    }
}
