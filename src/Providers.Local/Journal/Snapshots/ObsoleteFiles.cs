using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Journal.Storage;

namespace MultiBatch.Providers.Local.Journal.Snapshots;

/// <summary>Deletes files that are no longer needed; one that stays costs room and nothing else.</summary>
internal static class ObsoleteFiles
{
    public static void Delete(IStateFolder folder, IEnumerable<string> names, ILogger logger)
    {
        foreach (var name in names)
        {
            try
            {
                folder.Delete(name);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                JournalLog.NotDeleted(logger, error, name);
            }
        }
    }
}
