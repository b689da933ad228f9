using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MultiBatch.PowerShell.Packaging.Closure;

/// <summary>Everything some assemblies refer to, over any number of steps, and where it comes from.</summary>
internal sealed class AssemblyClosure
{
    private AssemblyClosure(IReadOnlyList<string> found, IReadOnlyList<string> missing)
    {
        Found = found;
        Missing = missing;
    }

    /// <summary>The assemblies of the folder that are needed.</summary>
    public IReadOnlyList<string> Found { get; }

    /// <summary>References that neither the folder nor the runtime has, each with who needs it.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <param name="folder">The folder.</param>
    /// <param name="roots">Where to begin.</param>
    /// <param name="isOfRuntime">Whether the runtime or PowerShell has an assembly.</param>
    public static AssemblyClosure Of(string folder, IReadOnlyList<string> roots, Func<string, bool> isOfRuntime)
    {
        var found = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        var open = new Queue<(string Name, string From)>(roots.Select(root => (root, "the module")));
        while (open.TryDequeue(out var next))
        {
            if (found.Contains(next.Name))
            {
                continue;
            }

            var path = Path.Combine(folder, next.Name + ".dll");
            if (!File.Exists(path))
            {
                if (!isOfRuntime(next.Name))
                {
                    missing.Add($"{next.Name} is needed by {next.From} and is not there");
                }

                continue;
            }

            found.Add(next.Name);
            foreach (var reference in References(path))
            {
                open.Enqueue((reference, next.Name));
            }
        }

        return new AssemblyClosure([.. found], missing);
    }

    /// <summary>The names an assembly refers to.</summary>
    public static IReadOnlyList<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
