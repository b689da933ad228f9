BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    $script:examples = Join-Path (Get-RepositoryRoot) 'examples'
    $script:folder = New-TestFolder

    function Invoke-Example {
        # In a new session, where `Import-Module MultiBatch` finds the packaged module.
        param([string] $Name, [hashtable] $Parameters = @{}, [string] $Before = '')
        $path = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $env:PSModulePath
        Invoke-Session -Environment @{ PSModulePath = $path } -Arguments (Join-Path $examples $Name), $Parameters, $Before {
            Import-Module MultiBatch
            if ($args[3]) { . ([scriptblock]::Create($args[3])) | Out-Null }
            $parameters = @{}
            foreach ($key in $args[2].Keys) { $parameters[$key] = $args[2][$key] }
            & $args[1] @parameters
        }
    }
}

Describe 'The example scripts' {
    It 'portable.ps1 writes the same on <_>' -ForEach 'the default', 'a named connection' {
        $seen = if ($_ -eq 'the default') { Invoke-Example portable.ps1 }
        else { Invoke-Example portable.ps1 @{ Connection = 'elsewhere' } 'Connect-Batch -Provider local -Name elsewhere' }
        @($seen) | Should -Be @('Hamlet: 10 words', 'Genesis: 3 words', 'Moby Dick: 3 words', 'total: 16 words')
    }

    It 'nightly-checksum.ps1 finds what was added, changed and removed' {
        $data = Join-Path $folder 'data'
        $record = Join-Path $folder 'sums.csv'
        $null = New-Item -ItemType Directory "$data/sub dir"
        'a', 'b', 'c' | ForEach-Object { Set-Content "$data/$_.txt" $_ }
        Set-Content "$data/sub dir/d.txt" 'd'
        $first = @(Invoke-Example nightly-checksum.ps1 @{ Folder = $data; Record = $record; Children = 2 })
        $first.Count | Should -Be 4
        "$($first.Change | Select-Object -Unique)" | Should -Be 'added'
        @(Invoke-Example nightly-checksum.ps1 @{ Folder = $data; Record = $record; Children = 3 }).Count | Should -Be 0
        Set-Content "$data/b.txt" 'other'
        Remove-Item "$data/c.txt"
        $third = @(Invoke-Example nightly-checksum.ps1 @{ Folder = $data; Record = $record } | Sort-Object File)
        "$($third.File) $($third.Change)" | Should -Be 'b.txt c.txt changed removed'
        $third[0].Sum | Should -Be (Get-FileHash "$data/b.txt").Hash.ToLowerInvariant()
    }

    It 'nightly-checksum.ps1 submits nothing with -WhatIf, and leaves the record' {
        $record = Join-Path $folder 'whatif.csv'
        Invoke-Example nightly-checksum.ps1 @{ Folder = $examples; Record = $record; WhatIf = $true } | Out-Null
        Test-Path $record | Should -BeFalse
    }

    It 'sweep.ps1 gives a row for each row' {
        $rows = @(Invoke-Example sweep.ps1)
        $rows.Count | Should -Be 5
        "$($rows[3].RATE) $($rows[3].STEPS)" | Should -Be '0.5 20'
        $rows[3].balance | Should -Be '110.4896'
        "$($rows.State | Select-Object -Unique)" | Should -Be 'Succeeded'
    }

    It 'sweep.ps1 keeps the others when a row fails' {
        $table = Join-Path $folder 'grid.csv'
        Set-Content $table 'X', '1', '2', '3'
        $rows = @(Invoke-Example sweep.ps1 @{ Table = $table; Script = 'test $X != 2; echo "result double $((X * 2))"' })
        $rows.Count | Should -Be 3
        "$($rows[0].double) $($rows[2].double)" | Should -Be '2 6'
    }

    It 'spot-with-fallback.ps1 runs without spot where there is none, and says so' {
        $job = Invoke-Example spot-with-fallback.ps1 @{ Script = 'echo done'; WarningAction = 'SilentlyContinue' }
        # An enumeration comes out of another session as its number.
        $job.ExitCode | Should -Be 0
    }

    It 'move-queue.ps1 moves environment, queue and definition' {
        $state = Join-Path $folder 'other-engine'
        $before = "Connect-Batch -Provider local -Name old-side -Setting @{ stateDirectory = '$state-a' }
            Connect-Batch -Provider local -Name new-side -Setting @{ stateDirectory = '$state-b' }
            New-BatchEnvironment -Name pool -MaxVCpu 2 -Connection old-side
            New-BatchQueue -Name nightly -Environment pool -Priority 7 -Connection old-side
            Register-BatchJobDefinition -Name align -Script 'echo aligned' -Connection old-side"
        $script = 'param($script) & $script -Queue nightly -From old-side -To new-side -Definition align -Confirm:$false | Out-Null
            $queue = Get-BatchQueue -Name nightly -Connection new-side
            $job = Submit-BatchJob -Definition align -Queue nightly -Connection new-side -Wait
            [pscustomobject]@{ Priority = $queue.Priority; State = "$($job.State)"; OldEnabled = (Get-BatchQueue -Name nightly -Connection old-side).Enabled }'
        $wrapper = Join-Path $folder 'move.ps1'
        Set-Content $wrapper $script
        $seen = Invoke-Session -Environment @{ PSModulePath = (Split-Path $env:MULTIBATCH_MODULE) + [IO.Path]::PathSeparator + $env:PSModulePath } -Arguments $wrapper, (Join-Path $examples 'move-queue.ps1'), $before {
            Import-Module MultiBatch
            . ([scriptblock]::Create($args[3])) | Out-Null
            & $args[1] $args[2]
        }
        $seen.Priority | Should -Be 7
        $seen.State | Should -Be 'Succeeded'
        $seen.OldEnabled | Should -BeFalse
    }
}
