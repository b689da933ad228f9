using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace MultiBatch.PowerShell.Tests.Binding;

/// <summary>A script block that is bound and not run: the double has no language to run it in, and its text is all the table knows.</summary>
internal sealed class RecordedScript
{
    private static readonly ConditionalWeakTable<ScriptBlock, RecordedScript> Known = [];
    private readonly string _text;

    public RecordedScript(string text)
    {
        _text = text;
        Block = new ScriptBlock(static _ => throw new NotSupportedException("A recorded script is not run."));
        Known.Add(Block, this);
    }

    public ScriptBlock Block { get; }

    public static string TextOf(ScriptBlock block) => Known.TryGetValue(block, out var known) ? known._text : throw new ArgumentException("The script was not recorded.", nameof(block));
}
