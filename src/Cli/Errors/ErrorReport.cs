using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Output;

namespace MultiBatch.Cli.Errors;

/// <summary>Turns what went wrong into lines on the error stream and an exit code. Never a stack trace, unless asked for.</summary>
internal static class ErrorReport
{
    public static int Write(CliHost host, OutputFormat format, Exception exception)
    {
        switch (exception)
        {
            case InvalidInputException invalid:
                Write(host, format, BatchErrorCode.InvalidSpec, invalid.Problems, null);
                return ExitCodes.InvalidInput;
            case BatchException batch:
                Write(host, format, batch.Code, [batch.Message], batch);
                return batch.Code is BatchErrorCode.InvalidSpec or BatchErrorCode.Unsupported ? ExitCodes.InvalidInput : ExitCodes.ProviderError;
            case ArgumentException argument:
                Write(host, format, BatchErrorCode.InvalidSpec, [argument.Message], null);
                return ExitCodes.InvalidInput;
            case IOException or UnauthorizedAccessException:
                Write(host, format, BatchErrorCode.Provider, [exception.Message], null);
                return ExitCodes.ProviderError;
            default:
                Write(host, format, BatchErrorCode.Provider, [$"unexpected error: {exception.Message} (MULTIBATCH_DEBUG=1 shows where it came from)"], null);
                if (host.Debug)
                {
                    host.Error.WriteLine(exception);
                }

                return ExitCodes.ProviderError;
        }
    }

    private static void Write(CliHost host, OutputFormat format, BatchErrorCode code, IReadOnlyList<string> messages, BatchException? exception)
    {
        if (format == OutputFormat.Json)
        {
            WriteJson(host, code, messages, exception);
            return;
        }

        foreach (var message in messages)
        {
            host.Error.WriteLine("error: " + message);
        }

        if (exception is { RequestId: not null } or { NativeCode: not null })
        {
            host.Error.WriteLine($"       {exception.Provider ?? "provider"}: {exception.NativeCode ?? "no code"}, request {exception.RequestId ?? "unknown"}");
        }
    }

    private static void WriteJson(CliHost host, BatchErrorCode code, IReadOnlyList<string> messages, BatchException? exception)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", JsonNamingPolicy.CamelCase.ConvertName(code.ToString()));
            json.WriteString("message", string.Join("; ", messages));
            json.WriteStartArray("problems");
            foreach (var message in messages)
            {
                json.WriteStringValue(message);
            }

            json.WriteEndArray();
            WriteIfSet(json, "resource", exception?.Resource);
            WriteIfSet(json, "provider", exception?.Provider);
            WriteIfSet(json, "nativeCode", exception?.NativeCode);
            WriteIfSet(json, "requestId", exception?.RequestId);
            json.WriteBoolean("isTransient", exception?.IsTransient ?? false);
            WriteIfSet(json, "effect", exception is null ? null : JsonNamingPolicy.CamelCase.ConvertName(exception.Effect.ToString()));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        host.Error.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
