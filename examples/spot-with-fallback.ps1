<#
.SYNOPSIS
Runs a job on spot machines, and on on-demand ones when spot did not do it.

.DESCRIPTION
Asks the plan first. Where the service or the client can move a job from spot to on-demand, that is what is submitted, and one job has
all attempts in its history. Where only spot can be had, a job that lost its machine is submitted a second time, on demand. Where there is no
spot at all, as on this machine, the job runs without it, and a warning says so.

.EXAMPLE
./spot-with-fallback.ps1 -Script './render.sh 42' -SpotAttempts 3 -Connection prod
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # What to run.
    [Parameter(Mandatory)] [string] $Script,

    # The name of the job.
    [string] $Name = 'spot-with-fallback',

    # How many attempts are made on spot before the first on demand.
    [ValidateRange(1, 9)] [int] $SpotAttempts = 2,

    # The queue. Default: the connection's.
    [string] $Queue,

    # The connection to run on. Default: this session's.
    [string] $Connection
)

$ErrorActionPreference = 'Stop'
Import-Module MultiBatch
$on = @{}
if ($Connection) { $on.Connection = $Connection }
$spec = @{ Name = $Name; Script = $Script }
if ($Queue) { $spec.Queue = $Queue }

# The first way that the connection accepts.
$ways = "spot-then-on-demand:$SpotAttempts", 'spot', $null
foreach ($way in $ways) {
    $buy = @{}
    if ($way) { $buy.Purchase = $way }
    $plan = Get-BatchPlan @on @spec @buy
    if ($plan.IsAccepted) { break }
    Write-Verbose "$($way): $(($plan.Dispositions | Where-Object Disposition -eq 'Rejected').Detail -join '; ')"
}
if (-not $plan.IsAccepted) { throw (($plan.Dispositions | Where-Object Disposition -eq 'Rejected') -join '; ') }
if (-not $way) { Write-Warning "This connection has no spot machines; the job runs without." }

$job = Submit-BatchJob @on @spec @buy -Wait
if (-not $job) { return }
$lost = 'Preempted', 'HostLost'
if ($way -eq 'spot' -and $job.State -eq 'Failed' -and "$($job.Cause)" -in $lost) {
    Write-Warning "$($job.Reference) lost its machine ($($job.Cause)); it is submitted again, on demand."
    $job = Submit-BatchJob @on @spec -Purchase on-demand -Wait
}
$job
