using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MultiBatch.Emulators.Hosting;

/// <summary>
/// Keeps requests and replies in a file, a line of JSON each, for a judge that reads them afterwards. Bodies may hold secrets, so it is only there when
/// <see cref="FolderVariable"/> asks for it: by the tests, whose secrets are made up.
/// </summary>
internal sealed class ExchangeLog : IDisposable
{
    /// <summary>The variable that names the folder.</summary>
    public const string FolderVariable = "MULTIBATCH_EMULATOR_EXCHANGES";

    private readonly Lock _sync = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly FileStream _file;

    private ExchangeLog(FileStream file) => _file = file;

    /// <summary>A log in the folder that is asked for; null when none is.</summary>
    /// <param name="service">How the name of its file begins.</param>
    public static ExchangeLog? Open(string service)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        return new ExchangeLog(new FileStream(Path.Combine(folder, $"{service}-{Guid.NewGuid():n}.jsonl"), FileMode.CreateNew, FileAccess.Write, FileShare.Read));
    }

    /// <summary>Adds an exchange, unless exactly the same one is there.</summary>
    public void Add(string operation, EmulatorRequest request, EmulatorReply reply)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("operation", operation);
            json.WriteString("method", request.Method);
            json.WriteString("path", request.Path);
            json.WriteString("query", request.Query);
            json.WriteString("request", Encoding.UTF8.GetString(request.Body));
            json.WriteNumber("status", reply.Status);
            json.WriteString("contentType", reply.ContentType);
            json.WriteString("reply", Encoding.UTF8.GetString(reply.Body.Span));
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        lock (_sync)
        {
            if (_seen.Add(BitConverter.ToUInt128(hash)))
            {
                _file.Write(bytes);
            }
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _file.Dispose();
        }
    }
}
