using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>The kinds of file made of guarded lines.</summary>
internal enum FileKind
{
    /// <summary>Records in the order in which they were appended.</summary>
    [JsonStringEnumMemberName("journal")]
    Journal,

    /// <summary>The whole state at the moment at which the journal file of the same number began.</summary>
    [JsonStringEnumMemberName("snapshot")]
    Snapshot,
}
