namespace MultiBatch.Providers.Google.Planning;

/// <summary>Where machines may stand: in the job's own region, or in zones of it.</summary>
internal static class LocationRules
{
    /// <summary>The locations as the service writes them; null with the problem when one is not in the region.</summary>
    /// <param name="locations">As <c>regions/us-central1</c> or <c>zones/us-central1-a</c>, or the last part of these.</param>
    /// <param name="region">The job's region; null when it is not known, and only the form is looked at.</param>
    /// <param name="problem">What is wrong.</param>
    public static IReadOnlyList<string>? Check(IReadOnlyList<string> locations, string? region, out string? problem)
    {
        var checkedOnes = new List<string>(locations.Count);
        foreach (var location in locations)
        {
            var name = location.Substring(location.LastIndexOf('/') + 1);
            var isZone = name.Length > 2 && name[name.Length - 2] == '-' && name[name.Length - 1] is >= 'a' and <= 'z';
            var own = isZone ? name.Substring(0, name.Length - 2) : name;
            if (own.Length == 0 || (region is not null && own != region))
            {
                problem = $"'{location}' is not in {region ?? "a region"}: a job's machines stand in its own region";
                return null;
            }

            checkedOnes.Add((isZone ? "zones/" : "regions/") + name);
        }

        if (checkedOnes.Exists(location => location.StartsWith("regions/", StringComparison.Ordinal)) && checkedOnes.Count > 1)
        {
            problem = "one region, or several zones of it, not both";
            return null;
        }

        problem = null;
        return checkedOnes;
    }
}
