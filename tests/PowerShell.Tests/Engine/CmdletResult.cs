using System.Management.Automation;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>What a cmdlet wrote, by stream, and how it ended.</summary>
internal sealed class CmdletResult
{
    public List<object> Output { get; } = [];

    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Warnings that went to the host, since the pipeline took nothing any more.</summary>
    public List<string> HostWarnings { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<object> Information { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    /// <summary>What would have been done: a line a question of <c>-WhatIf</c> or <c>-Confirm</c>.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>What ended the cmdlet before its end.</summary>
    public Exception? Thrown { get; set; }

    public string? TerminatingId => (Thrown as ActionPreferenceStopException)?.Record.FullyQualifiedErrorId.Split(',')[0];

    public T Single<T>() => Assert.IsType<T>(Assert.Single(Output));

    /// <summary>The output, with nothing having gone wrong.</summary>
    public IReadOnlyList<T> All<T>()
    {
        Assert.Null(Thrown);
        Assert.Empty(Errors);
        return [.. Output.Cast<T>()];
    }

    public ErrorRecord Error(string id)
    {
        var error = Assert.Single(Errors);
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        return error;
    }
}
