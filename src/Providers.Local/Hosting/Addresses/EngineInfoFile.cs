using System.Text.Json;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>
/// Reads and writes the note. Clients find the engine by it rather than by a rule: a rule would give another answer in a shell
/// whose environment names another folder for sockets. A killed engine leaves its note behind, so only an answer counts.
/// </summary>
internal static class EngineInfoFile
{
    private const string Name = "engine.json";

    public static string PathIn(StateDirectory state) => Path.Combine(state.Path, Name);

    /// <summary>The note; null when there is none, or none that this version can read.</summary>
    public static EngineInfo? Find(StateDirectory state)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(state)), HostingJson.Default.EngineInfo);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the note in one step, over one that is there.</summary>
    public static void Write(StateDirectory state, EngineInfo info)
    {
        var temporary = PathIn(state) + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(info, HostingJson.Default.EngineInfo));
        File.Move(temporary, PathIn(state), overwrite: true);
    }

    /// <summary>Removes the note. Only whoever has the lock of the folder may do so.</summary>
    public static void Remove(StateDirectory state)
    {
        try
        {
            File.Delete(PathIn(state));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A note that stays is like that of a killed engine: nobody answers at its address.
        }
    }
}
