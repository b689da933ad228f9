using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>What an allocation policy must keep to.</summary>
internal static class AllocationRules
{
    private const string Path = "job.allocation_policy";

    // https://cloud.google.com/batch/docs/organize-resources-using-labels
    private const int MostLabels = 61;

    public static void Check(JsonObject? policy, string region)
    {
        if (policy is null)
        {
            return;
        }

        Rule.Labels(policy.Object("labels"), Path + ".labels", MostLabels);
        CheckLocations(policy.Object("location")?.Texts("allowedLocations") ?? [], region);
        foreach (var tag in policy.Texts("tags"))
        {
            Rule.Holds(Rule.IsDnsLabel(tag), Path + ".tags", $"'{tag}' must have 1 to 63 characters and keep to RFC 1035");
        }

        Rule.Holds(policy.Object("serviceAccount")?.Text("email") is not { } email || email.Contains('@', StringComparison.Ordinal), Path + ".service_account.email", "it must be the address of a service account");
        foreach (var network in policy.Object("network")?.Objects("networkInterfaces") ?? [])
        {
            Rule.Holds(network.Text("network")?.Contains("global/networks/", StringComparison.Ordinal) != false, Path + ".network", "network must be the URL of a network, as global/networks/NAME");
            Rule.Holds(network.Text("subnetwork")?.Contains("/subnetworks/", StringComparison.Ordinal) != false, Path + ".network", "subnetwork must be the URL of a subnetwork, as regions/REGION/subnetworks/NAME");
        }

        var instances = policy.Objects("instances").ToList();
        Rule.Holds(instances.Count <= 1, Path + ".instances", "only one is supported");
        if (instances.FirstOrDefault()?.Object("policy") is { } machine)
        {
            CheckMachine(machine, Path + ".instances[0].policy");
        }
    }

    private static void CheckLocations(IReadOnlyList<string> locations, string region)
    {
        const string Field = Path + ".location.allowed_locations";
        var regions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            var name = location[(location.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var place = location.StartsWith("regions/", StringComparison.Ordinal) ? name
                : location.StartsWith("zones/", StringComparison.Ordinal) && name.LastIndexOf('-') > 0 ? name[..name.LastIndexOf('-')]
                : null;
            Rule.Holds(place is not null, Field, $"'{location}' is neither regions/REGION nor zones/ZONE");
            Rule.Holds(Regions.Has(place!) && (place == name || Regions.ZonesOf(place!).Contains(name)), Field, $"'{location}' does not exist");
            regions.Add(place!);
        }

        Rule.Holds(regions.Count <= 1, Field, $"there may be one region or several zones of one region, not {string.Join(" and ", regions.Order(StringComparer.Ordinal))}");

        // https://cloud.google.com/batch/docs/reference/rest/v1/projects.locations.jobs#locationpolicy: since 31 July 2026.
        Rule.Holds(regions.Count == 0 || regions.Contains(region), Field, $"locations must be in the region of the job, {region}");
    }

    private static void CheckMachine(JsonObject machine, string path)
    {
        foreach (var accelerator in machine.Objects("accelerators"))
        {
            Rule.Holds(accelerator.Text("type") is not null, path + ".accelerators", "type is required");
            Rule.Holds(Whole(accelerator, "count") > 0, path + ".accelerators", "count must be above 0");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var disk in machine.Objects("disks"))
        {
            Rule.Holds(disk.Object("newDisk") is not null || disk.Text("existingDisk") is not null, path + ".disks", "a disk is a new_disk or an existing_disk");
            Rule.Holds(disk.Text("deviceName") is { } name && names.Add(name), path + ".disks", "each disk needs a device_name of its own");
            Rule.Holds(disk.Object("newDisk") is not { } made || Whole(made, "sizeGb") > 0 || made.Text("image") is not null || made.Text("snapshot") is not null, path + ".disks", "a new disk needs size_gb");
        }

        Rule.Holds(machine.Object("bootDisk")?.Text("snapshot") is null, path + ".boot_disk", "a snapshot is not supported as a boot disk");
    }

    private static long Whole(JsonObject value, string name) => value.Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
