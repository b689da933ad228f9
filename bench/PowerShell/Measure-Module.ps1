<#
.SYNOPSIS
Measures the module in this PowerShell: what an import adds, listing many jobs, and submitting many pipeline objects as one array.

.DESCRIPTION
Works in a home of its own that is removed at the end. Emits a row per measurement, with the bound it is held to. Run it on an idle machine.

.EXAMPLE
pwsh -NoProfile -File bench/PowerShell/Measure-Module.ps1
#>
[CmdletBinding()]
param(
    # The folder of the packaged module. Default: out/MultiBatch of this clone.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/MultiBatch'),

    # How many jobs and objects.
    [int] $Count = 10000,

    # How often each measurement is repeated; the median counts.
    [int] $Rounds = 5
)

$ErrorActionPreference = 'Stop'
$manifest = Join-Path (Resolve-Path -LiteralPath $Module).ProviderPath 'MultiBatch.psd1'
$shell = (Get-Process -Id $PID).Path
$work = Join-Path ([IO.Path]::GetTempPath()) "mbm-$PID"
$null = New-Item -ItemType Directory $work
$env:MULTIBATCH_HOME = $work

function Measure-Median {
    param([scriptblock] $Script)
    $times = foreach ($round in 1..$Rounds) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = & $Script
        $clock.Elapsed.TotalSeconds
    }
    ($times | Sort-Object)[[int][Math]::Floor($Rounds / 2)]
}

function New-Row {
    param([string] $What, [double] $Seconds, $Bound, [string] $Note)
    [pscustomobject]@{ What = $What; Seconds = [Math]::Round($Seconds, 3); AtMost = $Bound; Met = if ($null -ne $Bound) { $Seconds -le $Bound }; Note = $Note }
}

try {
    # In new processes: what the user waits for, and what the command itself takes.
    $bare = Measure-Median { & $shell -NoProfile -NonInteractive -Command 'exit' }
    $with = Measure-Median { & $shell -NoProfile -NonInteractive -Command "Import-Module '$manifest'; exit" }
    $inside = (1..$Rounds | ForEach-Object {
        [double](& $shell -NoProfile -NonInteractive -Command "`$c = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$manifest'; `$c.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)")
    } | Sort-Object)[[int][Math]::Floor($Rounds / 2)]
    New-Row 'Import-Module adds to the start of PowerShell' ($with - $bare) 0.2 ('bare {0:n3} s, with {1:n3} s' -f $bare, $with)
    New-Row 'Import-Module, by its own clock' $inside $null

    Import-Module $manifest

    # The SDK without PowerShell: the same engine, listed by the client itself, compiled against the module's own assemblies.
    $folder = (Get-ChildItem (Split-Path $manifest) -Recurse -Filter MultiBatch.Client.dll | Where-Object { $_.FullName -notmatch 'net472|netstandard' } | Select-Object -First 1).DirectoryName
    $source = @'
using System.Threading.Tasks;
public static class BareSdk
{
    public static int List()
    {
        return Task.Run(async () =>
        {
            var factory = new MultiBatch.Registration.BatchClientFactory(new MultiBatch.Providers.IBatchProviderFactory[] { new MultiBatch.Providers.Local.LocalBatchProviderFactory() });
            await using var client = factory.Create("local");
            var count = 0;
            await foreach (var job in client.ListJobsAsync()) { count++; }
            return count;
        }).GetAwaiter().GetResult();
    }
}
'@
    $helper = Join-Path $work 'BareSdk.dll'
    $references = @('MultiBatch.Abstractions', 'MultiBatch.Client', 'MultiBatch.Providers.Local' | ForEach-Object { Join-Path $folder "$_.dll" })
    Add-Type -TypeDefinition $source -OutputAssembly $helper -ReferencedAssemblies ($references + @('System.Runtime', 'System.Threading.Tasks', 'netstandard', 'System.Collections', 'Microsoft.Bcl.AsyncInterfaces' | Where-Object { $_ -ne 'Microsoft.Bcl.AsyncInterfaces' }))
    $null = Get-BatchCapability
    $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object { $_.Assemblies | Where-Object { $_.GetName().Name -eq 'MultiBatch.PowerShell' } }
    $sdk = $context.LoadFromAssemblyPath($helper).GetType('BareSdk').GetMethod('List')

    # Jobs that wait for one that does not end: they are there to be listed, and cost nothing.
    $blocker = Submit-BatchJob -Name blocker -Script 'sleep 3600'
    $rows = [pscustomobject[]](1..$Count | ForEach-Object { [pscustomobject]@{ Name = "n$_"; Command = 'true'; DependsOn = $blocker.Reference } })
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $null = $rows | Submit-BatchJob
    New-Row "$Count single jobs submitted from rows" $clock.Elapsed.TotalSeconds $null

    $listed = @(Get-BatchJob).Count
    $sdkCount = $sdk.Invoke($null, @())
    if ($listed -lt $Count -or $sdkCount -lt $Count) { throw "$listed jobs listed, $sdkCount by the SDK" }
    $cmdlet = Measure-Median { Get-BatchJob }
    $bareList = Measure-Median { $sdk.Invoke($null, @()) }
    New-Row "$Count jobs listed, beyond the SDK's own time" ($cmdlet - $bareList) 0.5 ('cmdlet {0:n3} s, SDK {1:n3} s' -f $cmdlet, $bareList)

    $objects = [pscustomobject[]](1..$Count | ForEach-Object { [pscustomobject]@{ NUMBER = $_; WORD = "word $_" } })
    $arrays = [Collections.Generic.List[object]]::new()
    $array = Measure-Median { $arrays.Add(($objects | Submit-BatchJob -AsArray -Name sweep -Script 'echo "$NUMBER $WORD"' -DependsOn $blocker.Reference)) }
    if ($arrays[0].ArraySize -ne $Count) { throw "an array of $($arrays[0].ArraySize)" }
    New-Row "$Count pipeline objects submitted -AsArray" $array 1.5

    $blocker | Stop-BatchJob -Confirm:$false
}
finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
