namespace MultiBatch.Providers.Local.Scratch;

/// <summary>The folder of one attempt and the files in it. Names come from our own ids only, so none can leave the root.</summary>
internal sealed class AttemptPaths
{
    public AttemptPaths(string engineName, string attemptId, string folder)
    {
        AttemptId = attemptId;
        Mark = engineName + ":" + attemptId;
        Folder = folder;
        WorkFolder = folder + Separator + "work";
        OutputFile = folder + Separator + "out";
        ErrorFile = folder + Separator + "err";
        StateFile = folder + Separator + "state";
        ScriptFile = folder + Separator + "script";
    }

    public string AttemptId { get; }

    /// <summary>Marks the processes of this attempt among all of this machine.</summary>
    public string Mark { get; }

    public string Folder { get; }

    /// <summary>The scratch folder: working directory, HOME and TMPDIR of the job.</summary>
    public string WorkFolder { get; }

    public string OutputFile { get; }

    /// <summary>Not there when the output is merged.</summary>
    public string ErrorFile { get; }

    /// <summary>Who claimed the attempt and how it ended; see <see cref="Processes.StateFile"/>.</summary>
    public string StateFile { get; }

    /// <summary>The text of the job's script, if it has one. Removed with the scratch folder.</summary>
    public string ScriptFile { get; }

    private static char Separator => Path.DirectorySeparatorChar;
}
