# The tests of the module on a cloud's emulator: the same scripts, another connection. A file for each cloud dot-sources it and adds what is its own:
#
#     . (Join-Path $PSScriptRoot 'Cloud.ps1') @{ Provider = 'aws'; ... }
#
# Its names: Provider; Emulate (the words behind `multibatch emulate`, default the provider); Connection, Environment and Queue (arguments of
# Connect-Batch, New-BatchEnvironment, New-BatchQueue); RestartsInPlace (a restart is the same job); Stays (a queue of this machine cannot be
# moved there as it is: the reason); Rounded (a timeout the cloud rounds; none when it rounds none); Secret (the variable of
# the emulator's credentials that may be in no output).
# In tests: $name is a connection with the queue main, $reached is what the emulator said of itself, Invoke-OnCloud runs a script in a new session.
param([Parameter(Mandatory)] [hashtable] $Cloud)

$cloudRoot = Split-Path (Split-Path (Split-Path $PSScriptRoot))
$cloudMissing = if (-not (Test-Path (Join-Path $cloudRoot 'src/Cli/bin/Release/net10.0/multibatch.dll'))) { 'the command is not built (dotnet build -c Release)' }
elseif (-not (Get-Command dotnet -ErrorAction Ignore)) { 'there is no dotnet to run the emulator with' }

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force

    function Start-Cloud {
        # Starts the emulator, connects to it as $name, and makes the environment and the queue main.
        param([hashtable] $Cloud)
        $words = @(if ($Cloud.Emulate) { $Cloud.Emulate } else { $Cloud.Provider })
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($word in @((Join-Path (Get-RepositoryRoot) 'src/Cli/bin/Release/net10.0/multibatch.dll'), 'emulate') + $words + @('--port', '0', '--delays', 'none', '--output', 'json')) { $start.ArgumentList.Add($word) }
        $start.RedirectStandardOutput = $true
        $script:emulator = [Diagnostics.Process]::Start($start)
        $script:reached = $emulator.StandardOutput.ReadLine() | ConvertFrom-Json
        $script:before = @{}
        foreach ($variable in $reached.environment.PSObject.Properties) {
            $before[$variable.Name] = [Environment]::GetEnvironmentVariable($variable.Name)
            [Environment]::SetEnvironmentVariable($variable.Name, $(if ($variable.Value) { $variable.Value }))
        }

        Import-TestModule
        $script:name = New-TestName $Cloud.Provider
        $script:connect = $Cloud.Connection + @{ Provider = $Cloud.Provider; DefaultQueue = 'main'; NotDefault = $true }
        Connect-Batch -Name $name @connect | Out-Null
        $environment = $Cloud.Environment
        New-BatchEnvironment -Name main -Connection $name @environment | Out-Null
        $queue = if ($Cloud.Queue) { $Cloud.Queue } else { @{} }
        New-BatchQueue -Name main -Environment main -Connection $name @queue | Out-Null
    }

    function Invoke-OnCloud {
        # Runs a script in a new session with a connection 'cloud'; $args[1] are the arguments.
        param([scriptblock] $Script, [object[]] $Arguments = @())
        $path = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $env:PSModulePath
        Invoke-Session -Environment @{ PSModulePath = $path } -Arguments $connect, "$Script", $Arguments, $Cloud.Environment, $(if ($Cloud.Queue) { $Cloud.Queue } else { @{} }) {
            Import-Module MultiBatch
            $connect, $environment, $queue = $args[1], $args[4], $args[5]
            Connect-Batch -Name cloud @connect | Out-Null
            # What a cloud has no resource for is in the catalogue of the connection.
            if (-not (Get-BatchQueue -Connection cloud | Where-Object Name -EQ main)) {
                New-BatchEnvironment -Name main -Connection cloud @environment | Out-Null
                New-BatchQueue -Name main -Environment main -Connection cloud @queue | Out-Null
            }
            & ([scriptblock]::Create($args[2])) @($args[3])
        }
    }

    function Stop-Cloud {
        if ($script:emulator) {
            if (-not $emulator.HasExited) { & kill -INT $emulator.Id }
            if (-not $emulator.WaitForExit(30000)) { $emulator.Kill($true) }
        }
        foreach ($variable in $before.Keys) { [Environment]::SetEnvironmentVariable($variable, $before[$variable]) }
        Disconnect-Batch -Name $name -ErrorAction SilentlyContinue
    }
}

AfterAll { Stop-Cloud }

Describe "$($Cloud.Provider), emulated" -Skip:($null -ne $cloudMissing) -ForEach @{ Cloud = $Cloud } {
    BeforeAll { if (-not $script:name) { Start-Cloud $Cloud } }

    It 'runs portable.ps1 unchanged, with the same output as this machine' {
        $seen = Invoke-OnCloud { & $args[0] -Connection cloud } (Join-Path (Get-RepositoryRoot) 'examples/portable.ps1')
        @($seen) | Should -Be @('Hamlet: 10 words', 'Genesis: 3 words', 'Moby Dick: 3 words', 'total: 16 words')
    }

    It 'submits, waits and reads the log' {
        $job = Submit-BatchJob -Connection $name -Command sh, '-c', 'echo "from the cloud"; exit 3' -Wait
        "$($job.State) $($job.ExitCode)" | Should -Be 'Failed 3'
        $job | Get-BatchJobLog | Should -Be 'from the cloud'
        "$($job.Reference)" | Should -BeLike "$($Cloud.Provider)*"
    }

    It 'says in the plan what becomes of a job here' -Skip:($null -eq $Cloud.Rounded) {
        $plan = Get-BatchPlan -Connection $name -Command true -Timeout $Cloud.Rounded
        ($plan.Dispositions | Where-Object Field -EQ '/timeout').Disposition | Should -Be 'Rounded'
    }

    It 'stops a job that runs' {
        $job = Submit-BatchJob -Connection $name -Command sleep, 600
        $job | Stop-BatchJob -Confirm:$false
        "$(($job | Wait-BatchJob -Timeout 120).State)" | Should -Be 'Cancelled'
    }

    It 'lists the children of an array, and restarts those that failed' {
        $job = 1..4 | Submit-BatchJob -Connection $name -AsArray -Name odd -Script 'exit $((MULTIBATCH_ARRAY_INDEX % 2))' -Wait
        "$($job.State)" | Should -Be 'Failed'
        @($job | Get-BatchJob -Children | Where-Object State -EQ Failed).Count | Should -Be 2
        $again = $job | Restart-BatchJob -Confirm:$false | Wait-BatchJob -Timeout 120
        "$($again.State) $($again.ArraySize)" | Should -Be $(if ($Cloud.RestartsInPlace) { 'Failed 4' } else { 'Failed 2' })
    }

    It 'is where a queue can be moved to' -Skip:($null -ne $Cloud.Stays) {
        $here = New-TestName 'near'
        $queue = New-TestName 'q'
        Connect-Batch local -Name $here -NotDefault -Setting @{ stateDirectory = New-TestFolder } | Out-Null
        New-BatchEnvironment -Name "pool-$queue" -MaxVCpu 4 -Connection $here | Out-Null
        New-BatchQueue -Name $queue -Environment "pool-$queue" -Priority 7 -Connection $here | Out-Null
        $path = $env:PSModulePath
        try {
            $env:PSModulePath = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $path
            $move = @{ Queue = $queue; From = $here; To = $name }
            if ($Cloud.Environment.MachineType) { $move.MachineType = $Cloud.Environment.MachineType }
            $script = Join-Path (Get-RepositoryRoot) 'examples/move-queue.ps1'
            & $script @move -WhatIf | Should -BeNullOrEmpty
            @(Get-BatchQueue -Connection $name | Where-Object Name -EQ $queue).Count | Should -Be 0
            & $script @move -Confirm:$false | Out-Null
        }
        finally { $env:PSModulePath = $path }
        (Get-BatchQueue -Name $queue -Connection $name).Environments | Should -Be "pool-$queue"
        (Get-BatchQueue -Name $queue -Connection $here).Enabled | Should -BeFalse
        $job = Submit-BatchJob -Script 'echo moved' -Queue $queue -Connection $name -Wait
        $job | Get-BatchJobLog | Should -Be 'moved'
        Disconnect-Batch -Name $here
    }

    It 'shows no key in plan, verbose or error' {
        $secret = $reached.environment.($Cloud.Secret)
        $secret | Should -Not -BeNullOrEmpty
        $all = & {
            Get-BatchPlan -Connection $name -Command true -Verbose
            Submit-BatchJob -Connection $name -Queue none-such -Command true -Verbose -ErrorAction Continue
        } *>&1 | Out-String -Width 4000
        $all | Should -Not -BeLike "*$secret*"
    }
}
