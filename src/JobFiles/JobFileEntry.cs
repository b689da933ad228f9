using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles;

/// <summary>A job, environment, queue or definition of a job file, and where in the file it is. Immutable.</summary>
/// <typeparam name="TSpec">What it is.</typeparam>
public sealed class JobFileEntry<TSpec>
    where TSpec : class
{
    private readonly string? _file;
    private readonly Node? _node;

    /// <summary>Creates an entry that comes from no file.</summary>
    /// <param name="spec">The spec.</param>
    public JobFileEntry(TSpec spec) => Spec = spec ?? throw new ArgumentNullException(nameof(spec));

    internal JobFileEntry(TSpec spec, string file, Node node)
        : this(spec)
    {
        _file = file;
        _node = node;
    }

    /// <summary>The spec.</summary>
    public TSpec Spec { get; }

    /// <summary>
    /// Where a field of the spec is written, so that what a plan says of it can be shown with its line. A field inside a short form, and one
    /// that is not in the file, is at the value around it.
    /// </summary>
    /// <param name="pointer">The field as a JSON Pointer, as <c>/resources/memory</c>; empty for the whole entry.</param>
    /// <returns>The place; null when the entry comes from no file.</returns>
    public JobFileLocation? Locate(string pointer = "")
    {
        if (_node is null)
        {
            return null;
        }

        var at = NodePath.Find(_node, NodePath.Split(pointer)).Start;
        return new JobFileLocation { File = _file!, Line = at.Line, Column = at.Column };
    }
}
