using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MultiBatch.Providers.Azure.Auth;

/// <summary>Signs each try anew, after everything else has been set: the date is part of what is signed.</summary>
internal sealed class SharedKeyPolicy(Func<string> account, SharedKey key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        request.Headers.SetValue("ocp-date", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers)
        {
            headers[header.Name] = header.Value;
        }

        // As it goes on the wire: a body's length, and a zero where a method that may have one has none.
        if (request.Content is { } content && content.TryComputeLength(out var length))
        {
            headers["Content-Length"] = length.ToString(CultureInfo.InvariantCulture);
        }
        else if (request.Method == RequestMethod.Post || request.Method == RequestMethod.Put || request.Method == RequestMethod.Patch)
        {
            headers["Content-Length"] = "0";
        }

        request.Headers.SetValue("Authorization", key.Sign(account(), request.Method.Method, request.Uri.ToUri(), headers));
    }
}
