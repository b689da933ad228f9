using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>Finds the values of a job's secrets when an attempt starts. Values go into the task's environment and nowhere else.</summary>
internal sealed class SecretReader
{
    private const int LargestFile = 64 * 1024;

    private readonly IReadOnlyDictionary<string, SecretReference> _secrets;
    private readonly IReadOnlyDictionary<string, string>? _handedOver;
    private readonly bool _readsEnvironment;

    public SecretReader(IReadOnlyDictionary<string, SecretReference> secrets, IReadOnlyDictionary<string, string>? handedOver, bool readsEnvironment)
    {
        _secrets = secrets;
        _handedOver = handedOver;
        _readsEnvironment = readsEnvironment;
    }

    /// <summary>The variables.</summary>
    /// <exception cref="SecretNotFoundException">A secret cannot be found; names its place.</exception>
    public IEnumerable<KeyValuePair<string, string>> Read()
    {
        foreach (var secret in _secrets)
        {
            yield return new(secret.Key, Find(secret.Key, secret.Value.Source));
        }
    }

    private string Find(string variable, string source)
    {
        if (_handedOver is not null && _handedOver.TryGetValue(source, out var value))
        {
            return value;
        }

        if (SecretSource.FileOf(source) is { } path)
        {
            return ReadFile(variable, source, path);
        }

        if (_readsEnvironment && SecretSource.VariableOf(source) is { } name && Environment.GetEnvironmentVariable(name) is { } own)
        {
            return own;
        }

        throw new SecretNotFoundException(
            $"The secret '{variable}' ({source}) is not known any more: its value was handed over when the job was submitted and kept in memory only, "
            + "and the engine has begun anew since. Restart the job from a process that has the variable, or keep the secret in a file (file:/path).");
    }

    private static string ReadFile(string variable, string source, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestFile)
            {
                throw new SecretNotFoundException($"The secret '{variable}' ({source}) is larger than {new ByteSize(LargestFile)}, the most a variable may hold.");
            }

            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return TrimLineEnd(reader.ReadToEnd());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SecretNotFoundException($"The secret '{variable}' ({source}) cannot be read: {error.Message}");
        }
    }

    // Editors and echo end a file with a newline that belongs to no secret. Only one is taken off.
    private static string TrimLineEnd(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2)
        : text.EndsWith('\n') ? text.Substring(0, text.Length - 1)
        : text;
}
