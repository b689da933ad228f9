BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $script:name = New-TestName 'trip'
    $script:jobs = @(1..3 | ForEach-Object { Submit-BatchJob -Name $name -Command 'true' }) | Wait-BatchJob
    $script:folder = New-TestFolder
    $script:references = @($jobs | ForEach-Object { "$($_.Reference)" } | Sort-Object)
}

Describe 'Jobs that were written down and read back' {
    It 'bind by property name from CSV' {
        $file = Join-Path $folder 'jobs.csv'
        $jobs | Export-Csv $file
        $back = @(Import-Csv $file | Get-BatchJob | ForEach-Object { "$($_.Reference)" } | Sort-Object)
        $back | Should -Be $references
    }

    It 'bind from a CSV of a few columns' {
        $back = @($jobs | Select-Object Reference, Name, State | ConvertTo-Csv | ConvertFrom-Csv | Get-BatchJob)
        $back.Count | Should -Be 3
    }

    It 'tell their state by the same word, also from another session' {
        $back = Start-Job -ArgumentList (Get-TestModulePath), "$($jobs[0].Reference)" { param($module, $job) Import-Module $module; Get-BatchJob $job } | Receive-Job -Wait -AutoRemoveJob
        $back.State -eq 'Succeeded' | Should -BeTrue
        $back.State | Should -BeOfType [string]
        @(@($jobs[0] | ConvertTo-Csv | ConvertFrom-Csv) | Where-Object State -EQ 'Succeeded').Count | Should -Be 1
    }

    It 'bind from CLIXML' {
        $file = Join-Path $folder 'jobs.clixml'
        $jobs | Export-Clixml $file
        $back = @(Import-Clixml $file | Get-BatchJob | ForEach-Object { "$($_.Reference)" } | Sort-Object)
        $back | Should -Be $references
    }

    It 'bind from JSON' {
        $back = @($jobs | ForEach-Object { $_.ToJson() | ConvertFrom-Json } | Get-BatchJob | ForEach-Object { "$($_.Reference)" } | Sort-Object)
        $back | Should -Be $references
    }

    It 'bind as plain text' {
        $back = @(($jobs | ForEach-Object { "$($_.Reference)" }) | Get-BatchJob)
        $back.Count | Should -Be 3
    }

    It 'bind a bare id where one connection is known' {
        $job = $jobs[0]
        (Get-BatchJob $job.Id).Reference | Should -Be $job.Reference
    }

    It 'keep state, exit code and times readable in CSV' {
        $row = @($jobs[0] | ConvertTo-Csv | ConvertFrom-Csv)[0]
        $row.State | Should -Be 'Succeeded'
        $row.ExitCode | Should -Be '0'
        [datetimeoffset]::Parse($row.EndedAt, [cultureinfo]::InvariantCulture) | Should -BeOfType [datetimeoffset]
    }
}
