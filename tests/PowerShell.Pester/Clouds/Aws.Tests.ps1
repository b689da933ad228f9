# The module on AWS Batch, as `multibatch emulate aws` speaks it on loopback: the same scripts, another connection.
BeforeDiscovery {
    $root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
    $script:command = Join-Path $root 'src/Cli/bin/Release/net10.0/multibatch.dll'
    $script:missing = if (-not (Test-Path $command)) { 'the command is not built (dotnet build -c Release)' }
    elseif (-not (Get-Command dotnet -ErrorAction Ignore)) { 'there is no dotnet to run the emulator with' }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    $script:examples = Join-Path (Get-RepositoryRoot) 'examples'
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($word in (Join-Path (Get-RepositoryRoot) 'src/Cli/bin/Release/net10.0/multibatch.dll'), 'emulate', 'aws', '--port', '0', '--delays', 'none', '--output', 'json') { $start.ArgumentList.Add($word) }
    $start.RedirectStandardOutput = $true
    $script:emulator = [Diagnostics.Process]::Start($start)
    $script:reached = $emulator.StandardOutput.ReadLine() | ConvertFrom-Json

    $script:before = @{}
    foreach ($variable in $reached.environment.PSObject.Properties) {
        $before[$variable.Name] = [Environment]::GetEnvironmentVariable($variable.Name)
        [Environment]::SetEnvironmentVariable($variable.Name, $(if ($variable.Value) { $variable.Value }))
    }

    Import-TestModule
    $script:name = New-TestName 'aws'
    $script:connect = {
        param($name)
        Connect-Batch -Provider aws -Name $name -DefaultQueue main -NotDefault -Setting @{
            image = 'example/portable:1'; subnets = 'subnet-1'; securityGroups = 'sg-1'; instanceRole = 'ecsInstanceRole'
            settleTime = '2s'; logSettleTime = '100ms'; minPollInterval = '50ms'; maxPollInterval = '500ms'
        } | Out-Null
    }
    & $connect $name
    New-BatchEnvironment -Name main -MaxVCpu 16 -MachineType m5.4xlarge -Connection $name | Out-Null
    New-BatchQueue -Name main -Environment main -Connection $name | Out-Null
}

AfterAll {
    if ($script:emulator) {
        if (-not $emulator.HasExited) { & kill -INT $emulator.Id }
        if (-not $emulator.WaitForExit(30000)) { $emulator.Kill($true) }
    }
    foreach ($variable in $before.Keys) { [Environment]::SetEnvironmentVariable($variable, $before[$variable]) }
    Disconnect-Batch -Name $name -ErrorAction SilentlyContinue
}

Describe 'AWS Batch, emulated' -Skip:($null -ne $missing) {
    It 'runs portable.ps1 unchanged, with the same output as this machine' {
        $path = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $env:PSModulePath
        $seen = Invoke-Session -Environment @{ PSModulePath = $path } -Arguments (Join-Path $examples 'portable.ps1'), "$connect" {
            Import-Module MultiBatch
            & ([scriptblock]::Create($args[2])) cloud
            & $args[1] -Connection cloud
        }
        @($seen) | Should -Be @('Hamlet: 10 words', 'Genesis: 3 words', 'Moby Dick: 3 words', 'total: 16 words')
    }

    It 'submits, waits and reads the log' {
        $job = Submit-BatchJob -Connection $name -Command sh, '-c', 'echo "from the cloud"; exit 3' -Wait
        "$($job.State) $($job.ExitCode)" | Should -Be 'Failed 3'
        $job | Get-BatchJobLog | Should -Be 'from the cloud'
        "$($job.Reference)" | Should -BeLike 'aws*'
    }

    It 'says in the plan what becomes of a job here' {
        $plan = Get-BatchPlan -Connection $name -Command true -Timeout 30
        ($plan.Dispositions | Where-Object Field -EQ '/timeout').Disposition | Should -Be 'Rounded'
        ($plan.Dispositions | Where-Object Field -EQ '/image').To | Should -Be 'example/portable:1'
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
        "$($again.State) $($again.ArraySize)" | Should -Be 'Failed 2'
    }

    It 'shows no key in plan, verbose or error' {
        $secret = $reached.environment.AWS_SECRET_ACCESS_KEY
        $all = & {
            Get-BatchPlan -Connection $name -Command true -Verbose
            Submit-BatchJob -Connection $name -Queue none-such -Command true -Verbose -ErrorAction Continue
        } *>&1 | Out-String -Width 4000
        $all | Should -Not -BeLike "*$secret*"
    }
}
