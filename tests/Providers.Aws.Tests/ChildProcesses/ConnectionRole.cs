using System.Text.Json;
using MultiBatch.Providers.Aws.Auth;

namespace MultiBatch.Providers.Aws.Tests.ChildProcesses;

/// <summary>Prints what a connection finds in this process's environment: <c>[PROFILE]</c>.</summary>
internal static class ConnectionRole
{
    public const string Name = "connection";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var connection = new AwsConnection(new AwsConnectionOptions { Profile = arguments.FirstOrDefault() });
        var found = new Dictionary<string, string?>();
        try
        {
            found["region"] = await connection.GetRegionAsync(CancellationToken.None);
            found["endpoint"] = (await connection.GetEndpointAsync(AwsService.Batch, CancellationToken.None)).AbsoluteUri;
            var keys = await connection.GetCredentialsAsync(CancellationToken.None);
            (found["accessKey"], found["secretKey"], found["token"]) = (keys.AccessKey, keys.SecretKey, keys.Token);
        }
        catch (BatchException error)
        {
            (found["error"], found["message"], found["text"], found["transient"]) = (error.Code.ToString(), error.Message, error.ToString(), error.IsTransient.ToString());
        }

        Console.WriteLine(JsonSerializer.Serialize(found));
        return 0;
    }
}
