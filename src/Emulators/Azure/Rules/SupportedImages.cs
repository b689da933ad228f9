using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Rules;

/// <summary>The images pools can be made of: a few of those the service has.</summary>
internal static class SupportedImages
{
    public static IReadOnlyList<JsonObject> All { get; } =
    [
        Image("canonical", "ubuntu-24_04-lts", "server", "batch.node.ubuntu 24.04", null),
        Image("canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", "batch.node.ubuntu 22.04", "2027-06-30T00:00:00Z"),
        Image("canonical", "0001-com-ubuntu-server-focal", "20_04-lts", "batch.node.ubuntu 20.04", "2025-04-23T00:00:00Z"),
        Image("microsoft-dsvm", "ubuntu-hpc", "2404", "batch.node.ubuntu 24.04", null, "DockerCompatible", "NvidiaTeslaDriverInstalled"),
        Image("microsoft-dsvm", "ubuntu-hpc", "2204", "batch.node.ubuntu 22.04", "2027-06-30T00:00:00Z", "DockerCompatible", "NvidiaTeslaDriverInstalled"),
        Image("debian", "debian-12", "12-gen2", "batch.node.debian 12", null, "Generation2VMImage"),
        Image("almalinux", "almalinux-x86_64", "9-gen2", "batch.node.el 9", null, "Generation2VMImage"),
        Image("microsoftwindowsserver", "windowsserver", "2022-datacenter", "batch.node.windows amd64", null),
        Image("microsoftwindowsserver", "windowsserver", "2016-datacenter", "batch.node.windows amd64", "2027-01-12T00:00:00Z"),
    ];

    /// <summary>Holds a configuration against the images: one of the marketplace has to be among them, with its node agent.</summary>
    /// <exception cref="AzureException">It is not.</exception>
    public static void Check(JsonObject machine)
    {
        var image = machine.Object("imageReference")!;
        if (image.Text("publisher") is not { } publisher)
        {
            return;
        }

        var name = $"{publisher} {image.Text("offer")} {image.Text("sku")}";
        var known = All.FirstOrDefault(item => string.Equals(NameOf(item), name, StringComparison.OrdinalIgnoreCase))
            ?? throw AzureException.InvalidValue("imageReference", name, "The specified image is not a supported image.");
        if (!string.Equals(known.Text("nodeAgentSKUId"), machine.Text("nodeAgentSKUId"), StringComparison.OrdinalIgnoreCase))
        {
            throw AzureException.InvalidValue("nodeAgentSKUId", machine.Text("nodeAgentSKUId") ?? string.Empty, "The specified node agent does not go with the image.");
        }
    }

    private static string NameOf(JsonObject item) => item.Object("imageReference")! is var image ? $"{image.Text("publisher")} {image.Text("offer")} {image.Text("sku")}" : string.Empty;

    private static JsonObject Image(string publisher, string offer, string sku, string agent, string? end, params string[] capabilities)
    {
        var image = new JsonObject
        {
            ["imageReference"] = new JsonObject { ["publisher"] = publisher, ["offer"] = offer, ["sku"] = sku, ["version"] = "latest" },
            ["verificationType"] = "verified",
            ["nodeAgentSKUId"] = agent,
            ["osType"] = agent.Contains("windows", StringComparison.Ordinal) ? "windows" : "linux",
        };
        image.Put("batchSupportEndOfLife", end);
        if (capabilities.Length > 0)
        {
            image["capabilities"] = new JsonArray([.. capabilities.Select(item => (JsonNode)item!)]);
        }

        return image;
    }
}
