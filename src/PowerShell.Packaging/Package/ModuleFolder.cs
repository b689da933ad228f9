using MultiBatch.PowerShell.Packaging.Closure;
using MultiBatch.PowerShell.Packaging.Help;

namespace MultiBatch.PowerShell.Packaging.Package;

/// <summary>The module as a folder that <c>Import-Module</c> takes as it is.</summary>
internal static class ModuleFolder
{
    public const string Assembly = "MultiBatch.PowerShell";
    public const string Loader = "MultiBatch.PowerShell.Loader";

    /// <summary>The leaves: a build for each runtime of PowerShell.</summary>
    public static IReadOnlyList<string> Leaves { get; } = ["net8.0", "net472"];

    /// <summary>Writes the folder anew.</summary>
    /// <param name="source">The folder of the module's sources, with <c>Module</c> and <c>Help</c> in it.</param>
    /// <param name="builds">The folder with a build for each leaf.</param>
    /// <param name="target">The folder to write.</param>
    /// <param name="version">The version, which the manifest has to state.</param>
    /// <returns>What is wrong; nothing when the folder is whole.</returns>
    public static IReadOnlyList<string> Write(string source, string builds, string target, string version)
    {
        var problems = new List<string>();
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(Path.Combine(source, "Module")))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        var manifest = File.ReadAllText(Path.Combine(target, "MultiBatch.psd1"));
        if (!manifest.Contains($"'{version}'", StringComparison.Ordinal))
        {
            problems.Add($"MultiBatch.psd1 does not state version {version}");
        }

        foreach (var leaf in Leaves)
        {
            problems.AddRange(WriteLeaf(Path.Combine(builds, leaf), Path.Combine(target, leaf), leaf));
        }

        problems.AddRange(HelpFolder.Write(Path.Combine(source, "Help"), target, Leaves));
        return problems;
    }

    // The vendors' packages load parts of themselves by name, which no reference shows.
    private static readonly string[] Vendors = ["AWSSDK.", "Azure.", "Google.", "Microsoft.Identity"];

    // Otherwise only what the module reaches: a build folder may hold files of yesterday.
    private static IReadOnlyList<string> WriteLeaf(string build, string target, string leaf)
    {
        Directory.CreateDirectory(target);
        var vendors = Directory.GetFiles(build, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => Vendors.Any(vendor => name.StartsWith(vendor, StringComparison.Ordinal)));
        var closure = AssemblyClosure.Of(build, [Assembly, Loader, .. vendors], RuntimeAssemblies.Of(leaf));
        foreach (var name in closure.Found)
        {
            File.Copy(Path.Combine(build, name + ".dll"), Path.Combine(target, name + ".dll"));
        }

        return [.. closure.Missing.Select(missing => $"{leaf}: {missing}")];
    }
}
