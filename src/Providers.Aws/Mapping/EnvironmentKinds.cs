using MultiBatch.Environments;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The kinds of environments and how their machines are bought: one word of the service says both.</summary>
internal static class EnvironmentKinds
{
    public const string Managed = "MANAGED";
    public const string Unmanaged = "UNMANAGED";
    public const string Ec2 = "EC2";
    public const string Spot = "SPOT";
    public const string Fargate = "FARGATE";
    public const string FargateSpot = "FARGATE_SPOT";

    public static string ResourceType(EnvironmentKind kind, PurchaseKind purchase) => (kind, purchase) switch
    {
        (EnvironmentKind.Serverless, PurchaseKind.Spot) => FargateSpot,
        (EnvironmentKind.Serverless, _) => Fargate,
        (_, PurchaseKind.Spot) => Spot,
        _ => Ec2,
    };

    public static EnvironmentKind? KindOf(string? type, string? resourceType) =>
        type == Unmanaged ? EnvironmentKind.Unmanaged
        : resourceType is Fargate or FargateSpot ? EnvironmentKind.Serverless
        : type == Managed ? EnvironmentKind.Managed
        : null;

    public static PurchaseKind? PurchaseOf(string? resourceType) => resourceType switch
    {
        Ec2 or Fargate => PurchaseKind.OnDemand,
        Spot or FargateSpot => PurchaseKind.Spot,
        _ => null,
    };
}
