using System.Text.Json;
using MultiBatch.Providers.Google.Auth;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Tests.ChildProcesses;

/// <summary>Prints what a connection finds in this process's environment: <c>[OPTION=VALUE…]</c>. The vendor's default credentials are kept for the whole process.</summary>
internal static class ConnectionRole
{
    public const string Name = "connection";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        using var transport = HttpTransport.Create(null, TimeSpan.FromSeconds(30), TimeProvider.System);
        var connection = new GoogleConnection(
            new GoogleConnectionOptions
            {
                CredentialsFile = given.GetValueOrDefault("file"), Impersonate = given.GetValueOrDefault("impersonate"), QuotaProject = given.GetValueOrDefault("quota"),
            },
            transport);
        var found = new Dictionary<string, string?>();
        try
        {
            var token = await connection.GetTokenAsync(new Uri("https://batch.googleapis.com"), CancellationToken.None);
            (found["token"], found["quota"]) = (token.Value, token.QuotaProject);
            found["project"] = await connection.GetProjectAsync(CancellationToken.None);
            found["region"] = connection.Region;
        }
        catch (BatchException error)
        {
            (found["error"], found["message"], found["text"], found["transient"]) = (error.Code.ToString(), error.Message, error.ToString(), error.IsTransient.ToString());
        }

        Console.WriteLine(JsonSerializer.Serialize(found));
        return 0;
    }
}
