using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Providers.Aws.Wire;

namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>Calls an operation of our client by its name, with an input as the official client takes it.</summary>
internal static class WireInvoker
{
    // A member that our messages do not have fails: an input that cannot be expressed may not pass for one that can.
    private static readonly JsonSerializerOptions Strict = new(WireJsonOptions.Create()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<string> Operations { get; } =
        new[] { typeof(IAwsBatchWire), typeof(IAwsLogsWire), typeof(IAwsIdentityWire) }
            .SelectMany(type => type.GetMethods()).Select(method => method.Name[..^"Async".Length]).ToList();

    public static async Task CallAsync(AwsWire wire, string operation, JsonElement input)
    {
        var (target, method) = Find(wire, operation);
        var parameters = method.GetParameters();
        object?[] arguments = parameters.Length == 1
            ? [CancellationToken.None]
            : [input.Deserialize(parameters[0].ParameterType, Strict), CancellationToken.None];
        await (Task)method.Invoke(target, arguments)!;
    }

    private static (object Target, MethodInfo Method) Find(AwsWire wire, string operation)
    {
        foreach (var (target, type) in new (object, Type)[] { (wire.Batch, typeof(IAwsBatchWire)), (wire.Logs, typeof(IAwsLogsWire)), (wire.Identity, typeof(IAwsIdentityWire)) })
        {
            if (type.GetMethod(operation + "Async") is { } method)
            {
                return (target, method);
            }
        }

        throw new NotSupportedException($"Our client has no {operation}.");
    }
}
