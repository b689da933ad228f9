using System.Text;

namespace MultiBatch.Costs.Catalogue;

/// <summary>What the names of machine types tell. Each rule is the vendor's naming convention.</summary>
internal static class MachineNaming
{
    // https://aws.amazon.com/ec2/previous-generation/
    private static readonly HashSet<string> LegacyAws = new(StringComparer.Ordinal)
    {
        "a1", "c1", "c3", "c4", "cc2", "cr1", "g2", "g3", "g3s", "hs1", "i2", "m1", "m2", "m3", "m4", "p2", "r3", "r4", "t1",
    };

    public static MachineTraits Traits(string provider, string name) => provider switch
    {
        "aws" => Aws(name),
        "azure" => Azure(name),
        "google" => Google(name),
        _ => MachineTraits.None,
    };

    public static string Family(string provider, string name) => provider switch
    {
        "aws" => Before(name, '.'),
        "google" => Before(name, '-'),
        "azure" => AzureFamily(name),
        _ => name,
    };

    /// <summary>The cores an Azure type with constrained cores really has: 16 for <c>Standard_E32-16s_v4</c>; null for every other type.</summary>
    public static int? ConstrainedCores(string provider, string name)
    {
        var dash = provider == "azure" && name.StartsWith("Standard_", StringComparison.Ordinal) ? name.IndexOf('-') : -1;
        if (dash < 0)
        {
            return null;
        }

        var cores = 0;
        for (var index = dash + 1; index < name.Length && name[index] is >= '0' and <= '9'; index++)
        {
            cores = (cores * 10) + (name[index] - '0');
        }

        return cores > 0 ? cores : null;
    }

    private static MachineTraits Aws(string name)
    {
        var family = Before(name, '.');
        var traits = MachineTraits.None;
        if (family.Length >= 2 && family[0] == 't' && char.IsDigit(family[1]))
        {
            traits |= MachineTraits.Burstable;
        }

        if (name.IndexOf(".metal", StringComparison.Ordinal) > 0)
        {
            traits |= MachineTraits.Metal;
        }

        if (LegacyAws.Contains(family))
        {
            traits |= MachineTraits.Legacy;
        }

        if (StartsWithAny(family, "hpc", "u-", "u7", "inf", "trn", "dl1", "dl2", "vt1", "mac") || family is "f1" or "f2")
        {
            traits |= MachineTraits.SpecialPurpose;
        }

        return traits;
    }

    private static MachineTraits Azure(string name)
    {
        var size = name.StartsWith("Standard_", StringComparison.Ordinal) ? name.Substring("Standard_".Length) : name;
        var letters = Letters(size);
        var traits = MachineTraits.None;
        if (letters == "B")
        {
            traits |= MachineTraits.Burstable;
        }

        var isFirst = size.IndexOf("_v", StringComparison.Ordinal) < 0;
        if (letters is "A" or "G" or "GS" || (isFirst && (letters is "D" or "DS")) || size.EndsWith("_Promo", StringComparison.Ordinal) || name.StartsWith("Basic_", StringComparison.Ordinal))
        {
            traits |= MachineTraits.Legacy;
        }

        if (letters is "DC" or "EC" or "H" or "HB" or "HC" or "HX" or "NP" or "NCC" || ConstrainedCores("azure", name) is not null)
        {
            traits |= MachineTraits.SpecialPurpose;
        }

        return traits;
    }

    private static MachineTraits Google(string name)
    {
        var family = Before(name, '-');
        var traits = MachineTraits.None;
        if (family is "f1" or "g1" || name is "e2-micro" or "e2-small" or "e2-medium")
        {
            traits |= MachineTraits.Burstable;
        }

        if (name.EndsWith("-metal", StringComparison.Ordinal))
        {
            traits |= MachineTraits.Metal;
        }

        if (family is "m1" or "m2" or "m3" or "m4" or "h3" or "h4d" or "z3" or "x4")
        {
            traits |= MachineTraits.SpecialPurpose;
        }

        return traits;
    }

    // Standard_D4as_v5 and Standard_D96as_v5 are of one family, Dasv5.
    private static string AzureFamily(string name)
    {
        var size = name.StartsWith("Standard_", StringComparison.Ordinal) ? name.Substring("Standard_".Length) : name;
        var family = new StringBuilder(size.Length);
        var inNumber = false;
        var numberSeen = false;
        foreach (var character in size)
        {
            if (!numberSeen && (char.IsDigit(character) || (inNumber && character == '-')))
            {
                inNumber = true;
                continue;
            }

            numberSeen |= inNumber;
            if (character != '_')
            {
                family.Append(character);
            }
        }

        return family.ToString();
    }

    private static string Letters(string size)
    {
        var end = 0;
        while (end < size.Length && size[end] is >= 'A' and <= 'Z')
        {
            end++;
        }

        return size.Substring(0, end);
    }

    private static string Before(string name, char mark)
    {
        // u-6tb1.metal keeps its hyphen: the mark of its vendor is the dot.
        var at = name.IndexOf(mark);
        return at < 0 ? name : name.Substring(0, at);
    }

    private static bool StartsWithAny(string text, params string[] beginnings) => Array.Exists(beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal));
}
