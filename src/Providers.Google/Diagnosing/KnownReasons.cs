using MultiBatch.Diagnosis;

namespace MultiBatch.Providers.Google.Diagnosing;

/// <summary>What the service says of machines it cannot give a job, by parts of its texts.</summary>
internal static class KnownReasons
{
    private static readonly (string Part, string Code, string Summary, string Fix, bool IsCertain)[] Table =
    [
        ("CODE_GCE_QUOTA_EXCEEDED", "QuotaExceeded", "The project's Compute Engine quota in the region is used up.",
            "Ask for more quota, use fewer or smaller machines (array.parallelism), or another region. The job waits, and fails after two days.", true),
        ("RESOURCE_POOL_EXHAUSTED", "NoCapacity", "The zone has no machines of this type at the moment.",
            "Allow more zones (native.google.allowedLocations), another machine type, or buy on demand; the service goes on trying.", true),
        ("CODE_MACHINE_TYPE_NOT_FOUND", "MachineTypeUnknown", "There is no such machine type in the job's locations.",
            "Check resources.machineType, and where the type is sold.", true),
        ("CODE_GCE_INVALID_FIELD_VALUE", "MachineConfiguration", "The machines cannot be made as they are asked for.",
            "The evidence names the field: usually machine type, disk type, GPU, network or service account.", true),
        ("CODE_GCE_PERMISSION_DENIED", "PermissionDenied", "The service may not make the machines.",
            "The service agent of Batch and whoever submits need the role Service Account User on the job's service account.", true),
        ("CODE_GCE_RESOURCE_NOT_FOUND", "ResourceMissing", "Something the machines are to be made with does not exist.",
            "Check image, network, subnetwork, disks and service account.", true),
        ("no longer receives VM updates", "MachineSilent", "A machine of the job stopped reporting.",
            "Check that the machines reach Google's APIs (private access or an external address), and that the task does not take all of their memory.", true),
        ("Batch Error: code -", "MachineError", "The service could not make the machines.", "See the evidence.", true),
        ("VM in Managed Instance Group meets error", "MachineError", "The service could not make the machines.", "See the evidence.", true),
        ("Job gets no available zones", "NoZone", "None of the allowed zones can take the job.", "Allow other zones or another machine type.", true),
    ];

    /// <summary>The finding behind a text; null when it is none of these.</summary>
    public static JobFinding? Find(string? text)
    {
        foreach (var (part, code, summary, fix, isCertain) in Table)
        {
            if (text?.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return new JobFinding { Code = code, Summary = summary, Evidence = text, Fix = fix, IsCertain = isCertain };
            }
        }

        return null;
    }
}
