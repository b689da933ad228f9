using System.Management.Automation;

namespace MultiBatch.PowerShell.Loader;

/// <summary>
/// Adds the module's views to the runspace that imports it, one runspace at a time. They are not in the manifest (<c>FormatsToProcess</c>): the
/// runspaces of a pool share one list of format files, and PowerShell adds to it there while another runspace reads it ("Collection was
/// modified"), or finds the file in it and gives the other runspaces no views at all.
/// </summary>
internal static class ModuleViews
{
    private static readonly object Gate = new();

    /// <param name="add">Adds them to the session it runs in.</param>
    public static void Add(ScriptBlock add)
    {
        lock (Gate)
        {
            try
            {
                add.Invoke();
            }
            catch (RuntimeException)
            {
                // The views of this runspace are somebody else's to choose, or it has no such command: objects show without ours.
            }
        }
    }
}
