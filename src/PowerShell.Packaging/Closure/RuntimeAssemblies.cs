namespace MultiBatch.PowerShell.Packaging.Closure;

/// <summary>What the runtimes of the leaves bring: the module's folder needs none of it.</summary>
internal static class RuntimeAssemblies
{
    private const string PowerShell = "System.Management.Automation";

    // .NET Framework 4.7.2 with the facades its installation has.
    private static readonly HashSet<string> Framework = new(StringComparer.OrdinalIgnoreCase)
    {
        "mscorlib", "netstandard", "System", "System.Core", "System.Configuration", "System.Data", "System.Drawing", "System.IO.Compression", "System.IO.Compression.FileSystem",
        "System.Management", "System.Net", "System.Net.Http", "System.Numerics", "System.Runtime", "System.Runtime.Extensions", "System.Runtime.InteropServices", "System.Runtime.InteropServices.RuntimeInformation",
        "System.Runtime.Serialization", "System.Security", "System.Security.Cryptography.Algorithms", "System.Security.Cryptography.Primitives", "System.Threading", "System.Threading.Tasks",
        "System.Collections", "System.Collections.Concurrent", "System.Linq", "System.Linq.Expressions", "System.ComponentModel.DataAnnotations", "System.Transactions", "System.Web", "System.Windows.Forms", "System.Xml", "System.Xml.Linq", "System.ServiceModel",
        "System.Diagnostics.Tools", "System.Diagnostics.Debug", "System.Globalization", "System.IO", "System.Reflection", "System.ValueTuple", "System.Resources.ResourceManager", "System.Text.Encoding", "System.ObjectModel",
    };

    /// <summary>Whether the runtime of a leaf, or PowerShell, has an assembly.</summary>
    public static Func<string, bool> Of(string leaf) =>
        leaf.StartsWith("net4", StringComparison.Ordinal)
            ? name => name == PowerShell || Framework.Contains(name)
            : name => name == PowerShell || SharedFramework.Value.Contains(name);

    // The shared framework this tool runs on is newer than the leaf's; a name of the base library is in both.
    private static readonly Lazy<HashSet<string>> SharedFramework = new(() => Directory
        .GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .ToHashSet(StringComparer.OrdinalIgnoreCase));
}
